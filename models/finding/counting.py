"""What every further filter would leave of a search, and what it would find without one of its own.

Knows no database.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import numpy as np

from models.finding.arrays import Mask
from models.finding.asking import Found, Index, both
from models.finding.filters import FILTERS
from models.finding.table import Table

OF_A_VALUE = ("type", "ownership", "district", "street", "tag", "care_level")
YES_OR_NO = ("with_vacancy", "open_now")
RADII_KM = (1, 3, 5, 10)
Counts = dict[str, dict[Any, int]]


def counts(index: Index, found: Found, wanted: Mapping[str, Any], moment: datetime) -> Counts:
    """For each filter how many each of its values would leave beside the other filters.

    `moment` is the one that "open now" is about.
    """
    table, size = index.table, len(index.table)
    every = both(found.masks, size)

    def beside(name: str) -> Mask:
        # Tags add up: a further one narrows what the others leave.
        alone = name in found.masks and name != "tag"
        return both(found.masks, size, but=name) if alone else every

    counted: Counts = {name: table.column(name).count(beside(name)) for name in OF_A_VALUE}
    for name in YES_OR_NO:
        holds = FILTERS[name](table, {"open_now": moment}) & beside(name)
        counted[name] = {True: int(np.count_nonzero(holds))}
    if "near" in wanted:
        counted["radius_km"] = _within(table, wanted, beside("near"))
    return counted


def without(found: Found, size: int) -> dict[str, int]:
    """How many would be found without each criterion; those that change nothing are left out."""
    total = found.total
    counted = {
        name: int(np.count_nonzero(both(found.masks, size, but=name))) for name in found.masks
    }
    return {name: count for name, count in counted.items() if count > total}


def _within(table: Table, wanted: Mapping[str, Any], rows: Mask) -> dict[Any, int]:
    metres = table.metres(wanted["near"], np.flatnonzero(rows).astype(np.int32))
    return {radius: int(np.count_nonzero(metres <= radius * 1000)) for radius in RADII_KM}
