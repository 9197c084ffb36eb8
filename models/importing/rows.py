"""The rows of a list, each as the values of a provider with every problem it has.

Knows the fields, not the table: whether a provider is already there is decided in `matching`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from models.importing import cells, choices, measures, together
from models.importing.headings import Column, Headed
from models.importing.report import Unreadable
from models.importing.row import Row, Setting

TOTALS = {"合计", "总计", "小计", "共计"}
READERS: Mapping[str, Callable[[str], Any]] = {
    "name": cells.short(120),
    "alternate_name": cells.short(120),
    "type": cells.short(60),
    "ownership": choices.choice(choices.OWNERSHIP_WORDS, "公办、民办、公建民营、民办公助"),
    "status": choices.choice(choices.STATUS_WORDS, "运营中、暂停、关闭"),
    "district": cells.short(20),
    "street": cells.short(40),
    "address": cells.short(200),
    "phone": cells.phone,
    "website": cells.website,
    "capacity": cells.count,
    "vacancies": cells.count,
    "fees": measures.fees,
    "fee_min": measures.money,
    "fee_max": measures.money,
    "fee_unit": measures.fee_unit,
    "care_levels": choices.care_levels,
    "registration_number": cells.registration,
    "lat": cells.degrees,
    "lon": cells.degrees,
    "tags": choices.tags,
    "services": cells.service_names,
}


def read_rows(headed: Headed, setting: Setting) -> list[Row]:
    repeated = headed.repeated()
    found = []
    for index in range(headed.row + 1, len(headed.sheet.rows)):
        line = headed.sheet.rows[index]
        if not any(line) or TOTALS & {_first_word(line)}:
            continue
        texts = {
            column.field: _cell(line, column) or repeated.get((index, column.index), "")
            for column in headed.columns
        }
        found.append(_read(index + 1, texts, headed.columns, setting))
    return found


def _first_word(line: Iterable[str]) -> str:
    return next((cell.replace(" ", "") for cell in line if cell), "")


def _cell(line: Sequence[str], column: Column) -> str:
    return line[column.index] if column.index < len(line) else ""


def _read(
    number: int, texts: Mapping[str, str], columns: Sequence[Column], setting: Setting
) -> Row:
    row = Row(number)
    raw: dict[str, Any] = {}
    for column in columns:
        text = texts[column.field]
        if cells.is_blank(text):
            continue
        try:
            raw[column.field] = _value(column, text)
        except Unreadable as wrong:
            row.trouble(column.field, str(wrong))
    together.describe(row, raw, setting.kind, texts)
    together.place(row, raw, setting.places)
    together.figures(row, raw, {column.field: column.unit for column in columns}, setting)
    together.point(row, raw, setting.coordinate_system)
    return row


def _value(column: Column, text: str) -> Any:
    if column.field == "ages":
        return measures.ages(text, column.unit)
    if column.field.startswith("tag:"):
        return choices.yes_or_no(text)
    return READERS[column.field](text)
