"""A CSV or XLSX file as rows of text, numbered as the spreadsheet numbers them, one after another.

Knows encodings, separators and merged cells; nothing of what the columns mean. A list may be long: rows
are handed on as they are read, never all at once.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import python_calamine

from models.importing import zips
from models.importing.report import Unreadable
from models.importing.zips import Limits
from models.spreadsheet import encoding_of

LOST_DIGITS_FROM = 10**15  # Excel keeps fifteen digits of a number and turns the rest into noughts
NOT_READABLE = "只能读 .xlsx 和 .csv：请用表格软件打开后另存为其中一种"
NOT_TEXT = "文字编码认不出来：请另存为 UTF-8 的 CSV，或另存为 .xlsx"
NOT_CSV = "CSV 的引号或分隔符不完整：请用表格软件打开后重新另存"
Line = Sequence[str]


@dataclass(frozen=True)
class Sheet:
    """`lines` starts anew at each call; `merged` are spans (first row, last row, column), from nought."""

    lines: Callable[[], Iterator[Line]]
    merged: Sequence[tuple[int, int, int]] = ()

    def top(self, rows: int) -> list[Line]:
        return list(islice(self.lines(), rows))

    def numbered(self) -> Iterator[tuple[int, Line]]:
        return enumerate(self.lines())


def read(path: Path, limits: Limits) -> list[Sheet]:
    """All sheets of the file; which of them holds the list is told by its headings."""
    ending = path.suffix.lower()
    if ending == ".xlsx":
        return _workbook(path, limits)
    if ending in (".csv", ".txt", ".tsv"):
        zips.check_size(path, limits)
        return [_csv(path, limits)]
    raise Unreadable(NOT_READABLE)


def _csv(path: Path, limits: Limits) -> Sheet:
    encoding = encoding_of(path)
    if encoding is None:
        raise Unreadable(NOT_TEXT)

    def lines() -> Iterator[Line]:
        with path.open(encoding=encoding, newline="") as file:
            first = file.readline()
            file.seek(0)
            separator = "\t" if first.count("\t") > first.count(",") else ","
            try:
                for number, row in enumerate(csv.reader(file, delimiter=separator, strict=True)):
                    if number >= limits.rows:
                        raise Unreadable(zips.TOO_LARGE)
                    yield [cell.strip() for cell in row]
            except csv.Error as broken:
                raise Unreadable(NOT_CSV) from broken

    return Sheet(lines)


def _workbook(path: Path, limits: Limits) -> list[Sheet]:
    zips.check_workbook(path, limits)
    try:
        book = python_calamine.load_workbook(path)
        return [_sheet(book.get_sheet_by_name(name)) for name in book.sheet_names]
    except (python_calamine.CalamineError, OSError) as broken:
        raise Unreadable(zips.NOT_A_WORKBOOK) from broken


def _sheet(sheet: python_calamine.CalamineSheet) -> Sheet:
    end = sheet.end[0] if sheet.end else 0
    merged = [
        (first_row, min(last_row, end), column)
        for (first_row, column), (last_row, _) in sheet.merged_cell_ranges or ()
    ]
    # Rows are handed out from the first filled column on; those above the first filled row as well.
    left = [""] * (sheet.start[1] if sheet.start else 0)

    def lines() -> Iterator[Line]:
        for row in sheet.iter_rows():
            yield left + [_text(cell) for cell in row]

    return Sheet(lines, merged)


def _text(cell: object) -> str:
    if isinstance(cell, str):
        text = cell.strip()
        return sys.intern(text) if len(text) < 8 else text
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, (int, float)):
        if abs(cell) >= LOST_DIGITS_FROM:
            return f"{cell:e}"
        return str(int(cell)) if cell == int(cell) else repr(cell)
    return str(cell).strip()
