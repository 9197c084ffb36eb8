"""Which column of a list is which field, by its heading in the words that offices use.

A heading counts only when it is known as a whole: 联系人电话 is a person's number, not the provider's.
Columns that are not known are left alone. Knows nothing of what the cells hold.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.importing.files import Sheet
from models.importing.report import Unreadable
from models.kinds import TAG_WORDS

HEADING_WITHIN_ROWS = 10  # a title, a department and a date often stand above it
REPEATED_WHEN_MERGED = {"district", "street", "type", "ownership"}
HAS_NUMBER = re.compile(r"\d{3}")  # a number, a date or a telephone: no heading
NO_HEADINGS = "没有找到表头：请在第一行写明「机构名称」「类型」「区县」「地址」等栏目"
BRACKETED = re.compile(r"[(\[【〔](.*?)[)\]】〕]")

HEADINGS: Mapping[str, Sequence[str]] = {
    "name": ("名称", "机构名称", "单位名称", "养老机构名称", "托育机构名称", "机构", "服务机构名称",
             "站点名称", "幼儿园名称", "设施名称", "法定名称", "登记名称", "名称(全称)"),
    "alternate_name": ("别名", "曾用名", "简称", "又名", "招牌名", "招牌名称", "挂牌名称", "门头名称", "对外名称",
                       "品牌名称"),
    "type": ("类型", "机构类型", "类别", "机构类别", "服务类型", "设施类型", "机构种类"),
    "ownership": ("性质", "机构性质", "举办性质", "办学性质", "运营性质", "公办民办", "公办/民办",
                  "经营性质", "所有制"),
    "status": ("状态", "运营状态", "营业状态", "经营状态"),
    "district": ("区县", "县区", "所属区县", "所在区县", "所属县区", "所在县区", "行政区", "区",
                 "区/县", "县/区", "行政区划", "所属区", "所属地区"),
    "street": ("街道", "乡镇", "镇街", "街道/乡镇", "乡镇/街道", "镇/街道", "所属街道", "所在街道",
               "所属乡镇", "街道乡镇", "乡镇街道", "所属街道/乡镇", "所属镇街"),
    "address": ("地址", "详细地址", "机构地址", "单位地址", "服务地址", "所在地址", "经营地址",
                "注册地址"),
    "phone": ("电话", "联系电话", "服务电话", "机构电话", "咨询电话", "办公电话", "固定电话",
              "对外电话"),
    "website": ("网址", "网站", "官网"),
    "capacity": ("床位数", "托位数", "床位", "托位", "总床位数", "核定床位数", "核定床位",
                 "设置床位数", "托位总数", "核定托位数", "提供托位数", "容量"),
    "vacancies": ("空余", "空余床位", "空余床位数", "空余托位", "空余托位数", "剩余床位", "剩余托位",
                  "空床数", "空床位数", "可用床位", "余位"),
    "fees": ("收费", "收费标准", "价格", "费用", "收费区间", "月收费", "收费情况", "价格区间"),
    "fee_min": ("最低收费", "收费下限", "最低价", "起价"),
    "fee_max": ("最高收费", "收费上限", "最高价"),
    "fee_unit": ("收费单位", "计费单位", "收费方式"),
    "fees_include": ("收费包含", "费用包含", "收费内容", "收费包括", "费用包括", "包含项目",
                     "收费包含什么"),
    "ages": ("收托年龄", "月龄", "收托月龄", "招收年龄", "年龄范围", "招生年龄", "服务年龄"),
    "care_levels": ("收住对象", "护理等级", "照护等级", "收住等级", "接收对象", "服务对象等级"),
    "registration_number": ("备案编号", "备案号", "许可证号", "登记证号", "备案登记号",
                            "统一社会信用代码", "社会信用代码", "登记编号"),
    "lat": ("纬度", "lat", "latitude"),
    "lon": ("经度", "lon", "lng", "longitude"),
    "tags": ("标签", "特色", "特色服务", "服务特色"),
    "services": ("服务项目", "服务内容", "提供服务"),
    "city": ("所在市", "所属市", "地市", "设区市", "城市", "市"),
    "country": ("国家", "国家/地区", "国别", "country"),
}  # fmt: skip
UNIT_OF = {"月收费": "元/月", "月龄": "月", "收托月龄": "月"}
FIELD_OF = {heading: field for field, headings in HEADINGS.items() for heading in headings}


@dataclass(frozen=True)
class Column:
    """`field` is one of HEADINGS, or `tag:ID` for a yes-or-no column; `unit` stood in brackets."""

    index: int
    field: str
    unit: str


@dataclass(frozen=True)
class Headed:
    """A sheet whose headings were found: the columns known, the headings, and the row they stand in."""

    sheet: Sheet
    row: int
    columns: Sequence[Column]
    headings: Sequence[str]

    @property
    def ignored(self) -> list[int]:
        known = {column.index for column in self.columns}
        return [i + 1 for i, cell in enumerate(self.headings) if cell and i not in known]

    @property
    def named(self) -> list[str]:
        return _once(self.headings)

    @property
    def mapping(self) -> dict[str, str]:
        return {self.headings[column.index]: column.field for column in self.columns}

    def lines(self) -> Iterator[tuple[int, Sequence[str]]]:
        """Each row below with its number; what merged cells say is said in every row of theirs."""
        meant = {c.index for c in self.columns if c.field in REPEATED_WHEN_MERGED}
        spans = {
            (first, column): last for first, last, column in self.sheet.merged if column in meant
        }
        said: dict[int, tuple[int, str]] = {}  # column: until which row, what
        for index, line in self.sheet.numbered():
            if index <= self.row:
                continue
            cells = list(line)
            for column, (last, text) in said.items():
                if index <= last and column < len(cells) and not cells[column]:
                    cells[column] = text
            for column in meant:
                if (index, column) in spans and column < len(cells):
                    said[column] = spans[index, column], cells[column]
            yield index + 1, cells


def find(sheets: Sequence[Sheet], chosen: Mapping[str, str] | None = None) -> Headed:
    """The first sheet and row that name the providers and at least one thing about them.

    `chosen` says what headings mean that nobody would guess, or would guess wrong; an empty field
    means that the column is not read.
    """
    wanted = {_plain(heading)[0]: field for heading, field in (chosen or {}).items()}
    for sheet in sheets:
        for row, cells in enumerate(sheet.top(HEADING_WITHIN_ROWS)):
            columns = _columns(cells, wanted)
            if len(columns) > 1 and any(column.field == "name" for column in columns):
                return Headed(sheet, row, columns, cells)
    raise Unreadable(NO_HEADINGS, "headings", _likely(sheets))


def _likely(sheets: Sequence[Sheet]) -> list[str]:
    """What may be the headings, to be told what they mean: the fullest line near the top that is only words."""
    lines = [_once(cells) for sheet in sheets for cells in sheet.top(HEADING_WITHIN_ROWS)]
    words = [line for line in lines if not any(HAS_NUMBER.search(cell) for cell in line)]
    fullest = max(words, key=len, default=[])
    return fullest if len(fullest) > 1 else []


def _once(cells: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(cell for cell in cells if cell))


def _plain(cell: str) -> tuple[str, str]:
    """The heading without its brackets, and what stood in them."""
    text = unicodedata.normalize("NFKC", cell).casefold()
    return "".join(BRACKETED.sub("", text).split()).strip(":*"), " ".join(BRACKETED.findall(text))


def _columns(cells: Sequence[str], chosen: Mapping[str, str]) -> list[Column]:
    found: dict[str, Column] = {}
    for index, cell in enumerate(cells):
        heading, unit = _plain(cell)
        field = chosen[heading] if heading in chosen else _field(heading)
        if field:
            unit = f"{UNIT_OF.get(heading, '')} {unit}".strip()
            found.setdefault(field, Column(index, field, unit))
    return list(found.values())


def _field(heading: str) -> str | None:
    if heading in FIELD_OF:
        return FIELD_OF[heading]
    asked = heading.removeprefix("是否").removeprefix("为")
    tags = (tag for tag, labels in TAG_WORDS.items() if asked in labels)
    tag = next(tags, None) if heading.startswith("是否") else None
    return f"tag:{tag}" if tag else None
