"""What an import says about each row, in words for whoever keeps the list.

Knows nothing of files and tables. A message never repeats a cell: the report is passed on and printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Action(StrEnum):
    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"  # another city's, or the same place once more by decision
    UNDECIDED = "undecided"  # may be one that is there already: a person has to say
    REJECTED = "rejected"


BLOCKING = (Action.REJECTED, Action.UNDECIDED)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with which field, and how to mend it; `field` is empty for the file as a whole."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class RowResult:
    """One row, numbered as the spreadsheet numbers it; what was done, or would be were all well.

    `notes` are what was read with a grain of salt; `similar` names whom an undecided row may be.
    """

    number: int
    action: Action
    problems: Sequence[Problem] = ()
    notes: Sequence[Problem] = ()
    similar: str = ""


@dataclass(frozen=True)
class Report:
    """All rows; `written` only when the rows were good and were really written."""

    rows: Sequence[RowResult] = ()
    problems: Sequence[Problem] = ()
    ignored_columns: Sequence[int] = ()  # counted from 1; nothing was read from these
    mapping: Mapping[str, str] = field(default_factory=dict)  # heading as written: field
    headings: Sequence[str] = ()  # all of them, those not read as well
    vanished: Sequence[str] = ()  # names that an earlier list had and this one has not
    samples_removed: int = 0
    verified_on: date | None = None
    written: bool = False

    @property
    def ready(self) -> bool:
        """Whether nothing stands against writing it."""
        blocked = any(row.action in BLOCKING for row in self.rows)
        return bool(self.rows) and not self.problems and not blocked

    @property
    def counts(self) -> dict[str, int]:
        """Rows by what was done, or would be, and how many vanished."""
        found = Counter(row.action for row in self.rows)
        return {action.value: found[action] for action in Action} | {"vanished": len(self.vanished)}

    def count(self, action: Action) -> int:
        return Counter(row.action for row in self.rows)[action]


class Unreadable(ValueError):
    """A cell, or a file, that cannot be understood; the message says in Chinese how to mend it.

    `headings` are those of a file that lacks nothing but a choice: what they mean, or which coordinates it has.
    """

    def __init__(
        self,
        message: str,
        field: str = "",
        headings: Sequence[str] = (),
        mapping: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.field, self.headings, self.mapping = field, headings, mapping or {}
