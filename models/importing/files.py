"""A CSV or XLSX file as rows of text, numbered as the spreadsheet numbers them.

Knows encodings, separators and merged cells; nothing of what the columns mean.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import python_calamine

from models.importing import zips
from models.importing.report import Unreadable

LOST_DIGITS_FROM = 10**15  # Excel keeps fifteen digits of a number and turns the rest into noughts
NOT_READABLE = "只能读 .xlsx 和 .csv：请用表格软件打开后另存为其中一种"
NOT_TEXT = "文字编码认不出来：请另存为 UTF-8 的 CSV，或另存为 .xlsx"


@dataclass(frozen=True)
class Sheet:
    """Rows of cells as text; `merged` are the spans (first row, last row, column) of merged cells."""

    rows: Sequence[Sequence[str]]
    merged: Sequence[tuple[int, int, int]] = ()


def read(path: Path) -> list[Sheet]:
    """All sheets of the file; which of them holds the list is told by its headings."""
    ending = path.suffix.lower()
    if ending == ".xlsx":
        return _workbook(path)
    if ending in (".csv", ".txt", ".tsv"):
        zips.check_size(path)
        return [Sheet(_csv(path.read_bytes()))]
    raise Unreadable(NOT_READABLE)


def _csv(raw: bytes) -> list[list[str]]:
    text = _decoded(raw)
    first = text.split("\n", 1)[0]
    separator = "\t" if first.count("\t") > first.count(",") else ","
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as broken:
        raise Unreadable("CSV 的引号或分隔符不完整：请用表格软件打开后重新另存") from broken
    if len(rows) > zips.ROWS_AT_MOST:
        raise Unreadable(zips.TOO_LARGE)
    return [[cell.strip() for cell in row] for row in rows]


def _decoded(raw: bytes) -> str:
    """UTF-8 first: GB18030 would read nearly anything, UTF-8 hardly ever reads GB18030."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Unreadable(NOT_TEXT)


def _workbook(path: Path) -> list[Sheet]:
    zips.check_workbook(path)
    try:
        with python_calamine.load_workbook(path) as book:
            sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
            return [_sheet(each) for each in sheets]
    except (python_calamine.CalamineError, OSError) as broken:
        raise Unreadable(zips.NOT_A_WORKBOOK) from broken


def _sheet(sheet: python_calamine.CalamineSheet) -> Sheet:
    rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    merged = [
        (first_row, min(last_row, len(rows) - 1), column)
        for (first_row, column), (last_row, _) in sheet.merged_cell_ranges or ()
    ]
    return Sheet(rows, merged)


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, (int, float)):
        if abs(cell) >= LOST_DIGITS_FROM:
            return f"{cell:e}"
        return str(int(cell)) if cell == int(cell) else repr(cell)
    return str(cell).strip()
