"""All providers in operation and on the list they came from, read from the database into columns, in the order of their names.

Knows the tables, and no question that can be asked of them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import String, select, type_coerce
from sqlalchemy.orm import Session

from models.finding.arrays import Choices, Mask, Numbers, Rows, Sets, numbers
from models.geography import Near, at_most_m, squared_km
from models.kinds import LOCATED, Precision, Status
from models.offer import ProviderCareLevel, ProviderTag

if TYPE_CHECKING:
    from models.provider import Provider

COLUMNS = (
    "id", "name_pinyin", "name_folded", "name_initials", "other_names", "other_pinyin",
    "address_folded", "services_folded", "week", "kind", "type", "ownership", "district", "street",
    "lat", "lon", "location_precision", "vacancies", "vacancies_on", "fee_min", "fee_max",
    "fee_unit", "fees_on", "age_min_months", "age_max_months", "verified_on",
)  # fmt: skip
DEAREST_FEN = 10**9
Degrees = NDArray[np.float64]


@dataclass(frozen=True)
class Table:
    """One position a provider. Text stays text; `choices` and `sets` are by column name."""

    keys: Sequence[Any]  # ids as the database writes them: a million objects would be slow to make
    text: dict[str, Sequence[str]]
    choices: dict[str, Choices]
    sets: dict[str, Sets]
    lat: Degrees
    lon: Degrees
    roughly: Mask  # where lat and lon only stand for a street or town
    figures: dict[str, Numbers] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.keys)

    def id(self, row: int) -> UUID:
        return as_id(self.keys[row])

    def metres(self, near: Near, rows: Rows) -> NDArray[np.float64]:
        """As the crow flies, at most; not-a-number where nothing is known."""
        found: NDArray[np.float64] = np.rint(
            np.sqrt(squared_km(near, self.lat[rows], self.lon[rows])) * 1000
        )
        return np.where(self.roughly[rows], at_most_m(found), found)

    def column(self, name: str) -> Choices | Sets:
        return self.choices[name] if name in self.choices else self.sets[name]


def as_id(key: str | UUID) -> UUID:
    return key if isinstance(key, UUID) else UUID(hex=key)


def read(session: Session, rows: type[Provider]) -> Table:
    key = type_coerce(rows.id, String).label("id")
    wanted = select(key, *(getattr(rows, name) for name in COLUMNS[1:]))
    # Who left the list they were on may be gone: a page says so, a search does not offer them.
    there = wanted.where(rows.status == Status.OPERATING, rows.absent_since.is_(None))
    ordered = there.order_by(rows.name_pinyin, rows.id)
    lines = session.execute(ordered).all()
    columns: dict[str, Sequence[Any]] = dict(
        zip(COLUMNS, zip(*lines, strict=True) if lines else ((),) * len(COLUMNS), strict=True)
    )
    count, keys = len(lines), columns["id"]
    return Table(
        keys=keys,
        text={name: columns[name] for name in COLUMNS[1:8]},
        choices={
            name: Choices(columns[name], count)
            for name in ("kind", "type", "ownership", "district", "street", "fee_unit", "week")
        },
        sets=_sets(session, keys, columns["services_folded"]),
        lat=_degrees(columns["lat"], columns["location_precision"]),
        lon=_degrees(columns["lon"], columns["location_precision"]),
        roughly=np.fromiter(
            (each == Precision.STREET for each in columns["location_precision"]), np.bool_, count
        ),
        figures=_figures(columns),
    )


def _sets(session: Session, keys: Sequence[Any], services: Sequence[str]) -> dict[str, Sets]:
    places = {key: place for place, key in enumerate(keys)}
    of_tag, of_level = ProviderTag.provider_id, ProviderCareLevel.provider_id
    tags = session.execute(select(type_coerce(of_tag, String), ProviderTag.tag))
    levels = session.execute(select(type_coerce(of_level, String), ProviderCareLevel.level))
    found = {
        name: Sets(((places[of], value) for of, value in pairs if of in places), len(keys))
        for name, pairs in (("tag", tags), ("care_level", levels))
    }
    lines = ((row, line) for row, text in enumerate(services) for line in text.split("\n") if line)
    return {**found, "service": Sets(lines, len(keys))}


def _degrees(column: Sequence[float | None], precisions: Sequence[Any]) -> Degrees:
    """Not-a-number where only the district, or nothing, is known: such a point has no distance."""
    known = (
        degrees if degrees is not None and precision in LOCATED else math.nan
        for degrees, precision in zip(column, precisions, strict=True)
    )  # fmt: skip
    return np.fromiter(known, np.float64, len(column))


def _figures(columns: dict[str, Sequence[Any]]) -> dict[str, Numbers]:
    lowest = [
        None if low is None and high is None else int((high if low is None else low) * 100)
        for low, high in zip(columns["fee_min"], columns["fee_max"], strict=True)
    ]
    plain = ("vacancies", "age_min_months", "age_max_months")
    return {
        "fee": np.minimum(numbers(lowest, DEAREST_FEN), DEAREST_FEN),
        **{name: numbers(columns[name]) for name in plain},
        **{name: numbers(_days(columns[name])) for name in ("vacancies_on", "fees_on")},
        "verified_on": numbers(_days(columns["verified_on"])),
    }


def _days(column: Sequence[date | None]) -> list[int | None]:
    return [None if day is None else day.toordinal() for day in column]
