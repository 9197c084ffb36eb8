"""What an import says about each row, in words for whoever keeps the list.

Knows nothing of files and tables. A message never repeats a cell: the report is passed on and printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Problem:
    """What is wrong with which field, and how to mend it; `field` is empty for the file as a whole."""

    field: str
    message: str


@dataclass(frozen=True)
class RowResult:
    """One row, numbered as the spreadsheet numbers it; what was done, or would be were all well."""

    number: int
    action: Action
    problems: Sequence[Problem] = ()


@dataclass(frozen=True)
class Report:
    """All rows; `written` only when none was rejected and the file itself could be read."""

    rows: Sequence[RowResult] = ()
    problems: Sequence[Problem] = ()
    ignored_columns: Sequence[int] = ()  # counted from 1; nothing was read from these
    samples_removed: int = 0

    @property
    def written(self) -> bool:
        return bool(self.rows) and not self.problems and not self.count(Action.REJECTED)

    def count(self, action: Action) -> int:
        return Counter(row.action for row in self.rows)[action]


class Unreadable(ValueError):
    """A cell, or a file, that cannot be understood; the message says in Chinese how to mend it."""
