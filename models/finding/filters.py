"""Each criterion of a search as the rows that meet it.

What is not known about a provider never counts as a yes for care level, tag, fee or vacancy; an age limit
that nobody stated is no limit. Knows no order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_FLOOR, Decimal
from typing import Any

import numpy as np

from models.finding import week
from models.finding.arrays import UNKNOWN, Mask
from models.finding.table import Table
from models.geography import Near
from models.kinds import Kind

CHILD_MONTHS_AT_MOST = 216
Wanted = Mapping[str, Any]


def _age(table: Table, wanted: Wanted) -> Mask:
    months = wanted["age_months"]
    kind = Kind.CHILDCARE if months <= CHILD_MONTHS_AT_MOST else Kind.ELDERCARE
    low, high = table.figures["age_min_months"], table.figures["age_max_months"]
    fits = (low <= months) & ((high == UNKNOWN) | (high >= months))
    found: Mask = table.choices["kind"].is_(kind) & fits
    return found


def _fee(table: Table, wanted: Wanted) -> Mask:
    fen = (Decimal(wanted["max_fee"]) * 100).to_integral_value(ROUND_FLOOR)
    found: Mask = table.figures["fee"] <= int(fen)
    return found


def _open(table: Table, wanted: Wanted) -> Mask:
    return table.choices["week"].those(lambda text: week.open_at(text, wanted["open_now"]))


def _near(table: Table, wanted: Wanted) -> Mask:
    near: Near = wanted["near"]
    if near.radius_km is None:
        return np.ones(len(table), np.bool_)
    south, north, west, east = near.box()
    found = (table.lat >= south) & (table.lat <= north) & (table.lon >= west) & (table.lon <= east)
    rows = np.flatnonzero(found).astype(np.int32)
    found[rows[table.metres(near, rows) > near.radius_km * 1000]] = False
    return found


def _tags(table: Table, wanted: Wanted) -> Mask:
    found: Mask = np.logical_and.reduce([table.sets["tag"].has(tag) for tag in wanted["tag"]])
    return found


def _choice(name: str) -> Callable[[Table, Wanted], Mask]:
    return lambda table, wanted: table.choices[name].is_(wanted[name])


FILTERS: Mapping[str, Callable[[Table, Wanted], Mask]] = {
    **{
        name: _choice(name)
        for name in ("kind", "type", "ownership", "district", "street", "fee_unit")
    },
    "tag": _tags,
    "age_months": _age,
    "care_level": lambda table, wanted: table.sets["care_level"].has(wanted["care_level"]),
    "max_fee": _fee,
    "with_vacancy": lambda table, _: table.figures["vacancies"] > 0,
    "open_now": _open,
    "near": _near,
}
