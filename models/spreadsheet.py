"""Rows as the CSV that spreadsheets open: with a mark of its encoding, and no cell that they would calculate.

Knows nothing of what the rows mean.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for something else
CALCULATED = ("=", "+", "-", "@", "\t", "\r")


def plain_cell(value: object) -> str:
    """A cell that begins like a formula gets an apostrophe, which spreadsheets hide."""
    text = "" if value is None else str(value)
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return f"'{text}" if text.lstrip().startswith(CALCULATED) and not number else text


def lines(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """One piece of text a row, so that a long table need not be held whole."""
    yield BYTE_ORDER_MARK
    for row in rows:
        written = io.StringIO()
        csv.writer(written).writerow([plain_cell(cell) for cell in row])
        yield written.getvalue()
