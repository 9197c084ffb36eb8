"""The rows of a list, each as the values of a provider with every problem it has.

Knows the fields, not the table: whether a provider is already there is decided in `matching`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from models.importing import cells, choices, measures, phones, places, points, together
from models.importing.headings import Column, Headed
from models.importing.report import Problem, Unreadable
from models.importing.row import Noted, Row, Setting

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
    "website": cells.website,
    "capacity": cells.count,
    "vacancies": cells.count,
    "fees": measures.fees,
    "fee_min": measures.money,
    "fee_max": measures.money,
    "fee_unit": measures.fee_unit,
    "fees_include": cells.short(300),
    "care_levels": choices.care_levels,
    "registration_number": cells.registration,
    "lat": cells.degrees,
    "lon": cells.degrees,
    "tags": choices.tags,
    "services": cells.service_names,
    "city": cells.short(40),
    "country": cells.short(40),
}


def read_rows(headed: Headed, setting: Setting) -> Iterator[Row]:
    units = {column.field: column.unit for column in headed.columns}
    for number, line in headed.lines():
        if any(line) and not TOTALS & {_first_word(line)}:
            yield _read(Row(number), line, headed.columns, units, setting)


def _first_word(line: Iterable[str]) -> str:
    return next((cell.replace(" ", "") for cell in line if cell), "")


def _cell(line: Sequence[str], column: Column) -> str:
    return line[column.index] if column.index < len(line) else ""


def _read(
    row: Row,
    line: Sequence[str],
    columns: Sequence[Column],
    units: Mapping[str, str],
    setting: Setting,
) -> Row:
    raw: dict[str, Any] = {}
    written = set()
    for column in columns:
        text = _cell(line, column)
        if cells.is_blank(text):
            continue
        written.add(column.field)
        try:
            _take(row, raw, column.field, _value(column, text, setting.locality.area_code))
        except Unreadable as wrong:
            row.trouble(column.field, str(wrong))
    if places.elsewhere(raw, setting.locality):
        return Row(row.number, notes=(Problem("district", places.ANOTHER_CITY),), elsewhere=True)
    together.describe(row, raw, setting.kind, written)
    places.place(row, raw, setting.locality)
    together.figures(row, raw, units, setting)
    points.point(row, raw, setting.coordinate_system)
    return row


def _take(row: Row, raw: dict[str, Any], field: str, value: Any) -> None:
    if isinstance(value, Noted):
        row.note(field, value.note)
        value = value.value
    if value is not None:
        raw[field] = value


def _value(column: Column, text: str, area_code: str) -> Any:
    if column.field == "phone":
        return phones.read(text, area_code)
    if column.field == "ages":
        return measures.ages(text, column.unit)
    if column.field.startswith("tag:"):
        return choices.yes_or_no(text)
    return READERS[column.field](text)
