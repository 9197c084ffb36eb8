"""A spreadsheet as a list of people: the sheet and the row that name columns we know are found by themselves.

Reading files is `models.importing.files`', what a cell means is `knowledge.population`'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from knowledge.pack import Pack
from knowledge.population.lists import ListError, PeopleList, Row
from models.importing import files
from models.importing.files import Sheet
from models.importing.zips import Limits

ROWS_AT_MOST = 200_000
TITLES = 10  # so many rows may stand above the one that names the columns
LIMITS = Limits(rows=ROWS_AT_MOST)


def people(path: Path, known: Pack, day: date, common: Mapping[str, Any]) -> PeopleList:
    """Raises ListError, or models' Unreadable, where no list can be read."""
    refused: ListError | None = None
    for sheet in files.read(path, LIMITS):
        for above in range(TITLES):
            try:
                return PeopleList(_rows(sheet, above), known, day, common)
            except ListError as wrong:
                refused = refused or wrong
    raise refused or ListError("表里一行也没有")


def count(path: Path) -> int:
    """How many rows there are, headings included, in the longest sheet."""
    return max((sum(1 for _ in sheet.lines()) for sheet in files.read(path, LIMITS)), default=0)


def _rows(sheet: Sheet, above: int) -> Iterator[Row]:
    """Rows as a spreadsheet numbers them, without so many above."""
    for number, cells in islice(sheet.numbered(), above, None):
        yield number + 1, cells
