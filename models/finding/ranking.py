"""The order of a search as one whole number a row: smaller comes first, and no two are equal.

The leading part depends on what is sorted by, the rest is the place in the order of names. What was
reported or checked long ago ranks lower. Knows no filter and no page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import numpy as np

from models.criteria import Sort
from models.finding.arrays import UNKNOWN, Numbers, Rows
from models.finding.table import DEAREST_FEN, Table
from models.finding.text_order import TextOrder
from models.finding.typed import Meaning
from models.kinds import FeeUnit

FARTHEST_M = 10**8  # farther than anything on earth: the place of what has no distance
MOST_VACANCIES = 10**6
STALE_DAYS: Mapping[str, int] = {"vacancies_on": 90, "fees_on": 365, "verified_on": 365}
UNITS = {unit: place for place, unit in enumerate(FeeUnit)}
LEADING_AT_MOST = 10**12
Wanted = Mapping[str, Any]


def is_stale(name: str, day: date | None, today: date) -> bool:
    """Whether a figure reported, or a record checked, on that day is too old to lean on."""
    return day is None or (today - day).days > STALE_DAYS[name]


def _stale(table: Table, rows: Rows, name: str, wanted: Wanted) -> Numbers:
    if wanted.get("today") is None:
        return np.zeros(len(rows), np.int64)
    oldest = wanted["today"].toordinal() - STALE_DAYS[name]
    found: Numbers = (table.figures[name][rows] < oldest).astype(np.int64)
    return found


def relevance(
    table: Table, rows: Rows, wanted: Wanted, meaning: Meaning, order: TextOrder
) -> Numbers:
    """The name itself, then its beginning, then anywhere in it, then mere mentions; stale ones after."""
    tier = np.zeros(len(rows), np.int64)
    if wanted.get("q"):
        tier = order.tiers(wanted["q"], meaning)[rows]
    return tier * 2 + _stale(table, rows, "verified_on", wanted)


def _distance(table: Table, rows: Rows, wanted: Wanted) -> Numbers:
    metres = table.metres(wanted["near"], rows)
    found: Numbers = np.nan_to_num(np.rint(metres), nan=FARTHEST_M).astype(np.int64)
    return found


def _fee(table: Table, rows: Rows, wanted: Wanted) -> Numbers:
    """By unit first: eight yuan a meal is not less than a thousand a month."""
    units = table.choices["fee_unit"]
    places = np.array([*(UNITS[unit] for unit in units.values), len(UNITS)], np.int64)
    unit = places[units.codes[rows]]
    later = unit * 2 + _stale(table, rows, "fees_on", wanted)
    return later * (DEAREST_FEN + 1) + table.figures["fee"][rows]


def _vacancies(table: Table, rows: Rows, wanted: Wanted) -> Numbers:
    there = np.minimum(table.figures["vacancies"][rows], MOST_VACANCIES)
    known = (there != UNKNOWN).astype(np.int64)
    later = known * _stale(table, rows, "vacancies_on", wanted) + (1 - known) * 2
    found: Numbers = later * (MOST_VACANCIES + 2) + MOST_VACANCIES - there
    return found


LEADING: Mapping[Sort, Callable[[Table, Rows, Wanted], Numbers]] = {
    Sort.DISTANCE: _distance,
    Sort.FEE: _fee,
    Sort.VACANCIES: _vacancies,
}
