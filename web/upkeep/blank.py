"""An empty list to fill in, with headings the import knows and a sheet that says how. Reads nothing.

The texts are the file's own, for offices that write Chinese; no page shows them.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from models import Kind, spreadsheet
from models.importing import LABELS
from models.kinds import TYPE_WORDS

HOW: Mapping[str, str] = {
    "name": "登记的全称，一家一行；几处地址就写几行",
    "alternate_name": "招牌上的名字，和全称不同才写",
    "type": "",  # the words of the kind
    "ownership": "公办、民办、公建民营、民办公助 之一",
    "status": "运营中、暂停、关闭 之一；空着就当运营中",
    "district": "写到区县；开发区、徐圩这些功能区也可以写，会换成所在区县",
    "street": "街道、乡或镇的全名",
    "address": "从路名写到门牌号",
    "phone": "机构自己的电话，可以写两个；不要写个人姓名",
    "capacity": "只写数字",
    "vacancies": "只写数字；不知道就空着，不要写 0",
    "fee_min": "只写数字，单位写在“收费单位”",
    "fee_max": "只写数字；只有一个价就和最低的一样",
    "fee_unit": "元/月、元/天、元/小时、元/餐 之一",
    "fees_include": "床位费、护理费、餐费里包含哪几样",
    "ages": "写成 6-36个月 或 2-3岁",
    "care_levels": "自理、轻度、中度、重度、完全失能，用顿号隔开",
    "registration_number": "备案编号或统一社会信用代码",
    "lat": "十进制度数，如 34.6；交表时说明是哪种坐标系",
    "lon": "十进制度数，如 119.2",
    "tags": "普惠、示范、护理型床位、内设医疗机构、医保定点、供餐、无障碍、接送……用顿号隔开",
    "services": "用顿号隔开",
}
ONLY_OF: Mapping[str, Kind] = {"care_levels": Kind.ELDERCARE, "ages": Kind.CHILDCARE}
WIDTH = 14


def fields(kind: Kind) -> list[str]:
    return [field for field in HOW if ONLY_OF.get(field, kind) == kind]


def as_csv(kind: Kind) -> str:
    return "".join(spreadsheet.lines([[LABELS[field] for field in fields(kind)]]))


def as_workbook(kind: Kind) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet("名单")
    sheet.append([LABELS[field] for field in fields(kind)])
    sheet.freeze_panes = "B2"
    for number, cell in enumerate(sheet[1], 1):
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = WIDTH
    explained = book.create_sheet("怎么填")
    for line in _explained(kind):
        explained.append(line)
    explained.column_dimensions["A"].width, explained.column_dimensions["B"].width = WIDTH, 80
    for row in explained.iter_rows():
        row[1].alignment = Alignment(wrap_text=True, vertical="top")
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _explained(kind: Kind) -> Iterator[tuple[str, str]]:
    types = "、".join(words[0] for each, words in TYPE_WORDS.items() if each.kind == kind)
    yield "栏目", "怎么填（不知道的空着，不要写“无”或 0）"
    for field in fields(kind):
        yield LABELS[field], HOW[field] or f"{types} 之一"
