"""CSV as spreadsheets write and open it: whichever encoding they saved, and no cell that they would calculate.

Knows nothing of what the rows mean.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for something else
ENCODINGS = ("utf-8-sig", "gb18030")
CALCULATED = ("=", "+", "-", "@", "\t", "\r")


def plain_cell(value: object) -> str:
    """A cell that begins like a formula gets an apostrophe, which spreadsheets hide."""
    text = "" if value is None else str(value)
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return f"'{text}" if text.lstrip().startswith(CALCULATED) and not number else text


def encoding_of(path: Path) -> str | None:
    """UTF-8 first: GB18030 would read nearly anything, UTF-8 hardly ever reads GB18030. None where neither does."""
    for encoding in ENCODINGS:
        try:
            with path.open(encoding=encoding, newline="") as file:
                whole = all("\x00" not in part for part in iter(lambda: file.read(1 << 20), ""))
        except UnicodeDecodeError:
            continue
        if whole:
            return encoding
    return None


def line(row: Sequence[object]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow([plain_cell(cell) for cell in row])
    return written.getvalue()


def lines(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """One piece of text a row, so that a long table need not be held whole."""
    yield BYTE_ORDER_MARK
    yield from map(line, rows)
