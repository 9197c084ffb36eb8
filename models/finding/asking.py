"""One search over one index: which rows, how many, in which order, and how many each further filter leaves.

Knows no database.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from models.criteria import Criteria, Sort, asked
from models.finding.arrays import Mask, Numbers, Rows
from models.finding.filters import FILTERS
from models.finding.ranking import LEADING, relevance
from models.finding.table import Table
from models.finding.text_order import TextOrder
from models.finding.typed import Meaning, Text

COUNTED = ("type", "ownership", "district", "street", "tag", "care_level")
Counts = dict[str, dict[Any, int]]


class Index:
    """A table and its words; `version` says which state of the database it shows."""

    def __init__(self, table: Table, version: int) -> None:
        self.table, self.version = table, version
        self.text = Text(table)
        self.order = TextOrder(table.text)


@dataclass(frozen=True)
class Found:
    """Rows of the index and their places; `guessed` where nothing is written like what was typed."""

    rows: Rows
    places: Numbers
    guessed: bool
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
    rows = np.flatnonzero(_both(masks, len(table))).astype(np.int32)
    sort = wanted.get("sort", Sort.RELEVANCE)
    if sort in LEADING:
        leading = LEADING[sort](table, rows, wanted)
    else:
        leading = relevance(table, rows, wanted, meaning, index.order)
    return Found(rows, leading * len(table) + rows, meaning.guessed, masks)


def counts(index: Index, found: Found, wanted: Mapping[str, Any]) -> Counts:
    """For each filter how many each of its values would leave beside the other filters."""
    table, size = index.table, len(index.table)
    every = _both(found.masks, size)
    without = {
        name: _both({k: v for k, v in found.masks.items() if k != name}, size)
        if name in found.masks and name != "tag" else every
        for name in (*COUNTED, "with_vacancy")
    }  # fmt: skip
    counted: Counts = {name: table.column(name).count(without[name]) for name in COUNTED}
    vacant = np.count_nonzero(FILTERS["with_vacancy"](table, wanted) & without["with_vacancy"])
    return {**counted, "with_vacancy": {True: int(vacant)}}


def _both(masks: Mapping[str, Mask], size: int) -> Mask:
    found = np.ones(size, np.bool_)
    for mask in masks.values():
        found &= mask
    return found
