"""One search over one index: which rows, how many, and in which order.

Knows no database.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from models.criteria import Criteria, Sort, asked
from models.finding.arrays import Mask, Numbers, Rows
from models.finding.filters import FILTERS
from models.finding.ranking import LEADING, relevance
from models.finding.table import Table
from models.finding.text_order import TextOrder
from models.finding.typed import Meaning, Text


class Index:
    """A table and its words; `version` says which state of the database it shows."""

    def __init__(self, table: Table, version: int) -> None:
        self.table, self.version = table, version
        self.text = Text(table)
        self.order = TextOrder(table.text)


@dataclass(frozen=True)
class Found:
    """Rows of the index and their places, and the rows that each criterion alone would leave.

    `guessed` where nothing is written like what was typed; `instead` then says what was looked for, where
    that is one thing.
    """

    rows: Rows
    places: Numbers
    guessed: bool
    instead: str | None = None
    masks: Mapping[str, Mask] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return len(self.rows)

    def first(self, count: int, after: int = -1) -> tuple[Rows, Numbers]:
        """The next ones after a place, in order."""
        later = np.flatnonzero(self.places > after) if after >= 0 else np.arange(len(self.rows))
        if len(later) > count:
            later = later[np.argpartition(self.places[later], count - 1)[:count]]
        later = later[np.argsort(self.places[later])]
        return self.rows[later], self.places[later]


def ask(index: Index, criteria: Criteria) -> Found:
    wanted = asked(criteria)
    table = index.table
    masks = {name: FILTERS[name](table, wanted) for name in FILTERS.keys() & wanted.keys()}
    nothing = np.zeros(len(table), np.bool_)
    meaning = Meaning(nothing, nothing)
    if "q" in wanted:
        meaning = index.text.meaning(wanted["q"], wanted.get("aliases", {}))
        masks["q"] = meaning.rows
    rows = np.flatnonzero(both(masks, len(table))).astype(np.int32)
    sort = wanted.get("sort", Sort.RELEVANCE)
    if sort in LEADING:
        leading = LEADING[sort](table, rows, wanted)
    else:
        leading = relevance(table, rows, wanted, meaning, index.order)
    places = leading * len(table) + rows
    return Found(rows, places, meaning.guessed, meaning.instead, masks)


def both(masks: Mapping[str, Mask], size: int, but: str | None = None) -> Mask:
    """The rows that every criterion leaves, one left out."""
    found = np.ones(size, np.bool_)
    for name, mask in masks.items():
        if name != but:
            found &= mask
    return found
