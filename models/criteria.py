"""What a family can ask for in a search for providers, and what is no question at all.

Knows no table: `finding.filters` turns the answers into rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypedDict

from models.geography import Near
from models.kinds import CareLevel, FeeUnit, Kind, Ownership, ProviderType

MONTHS_AT_MOST = 1500
FEE_AT_MOST = 1_000_000
RADIUS_KM_AT_MOST = 500


class Sort(StrEnum):
    RELEVANCE = "relevance"
    DISTANCE = "distance"
    FEE = "fee"
    VACANCIES = "vacancies"


CLOSED: Mapping[str, type[StrEnum]] = {
    "kind": Kind,
    "type": ProviderType,
    "ownership": Ownership,
    "care_level": CareLevel,
    "fee_unit": FeeUnit,
    "sort": Sort,
}


class BadSearch(ValueError):
    """A question that has no answer; `field` says which part of it."""

    def __init__(self, field: str, detail: str) -> None:
        super().__init__(f"{field}: {detail}")
        self.field = field
        self.detail = detail


class Criteria(TypedDict, total=False):
    """All that can be asked for; what is absent, None, empty or False is not asked."""

    kind: Kind | None
    type: ProviderType | None
    ownership: Ownership | None
    district: str | None
    street: str | None
    q: str | None
    tag: Sequence[str]  # all of them
    age_months: int | None  # up to 216 a child's, above an older person's
    care_level: CareLevel | None
    max_fee: Decimal | int | None  # the lowest fee is at most this, in the provider's own unit
    fee_unit: FeeUnit | None
    with_vacancy: bool
    open_now: datetime | None  # the moment, with its time zone; holidays are taken into account
    near: Near | None
    sort: Sort | None
    today: date | None  # what is older than it should be then ranks lower
    aliases: Mapping[
        str, Sequence[str]
    ]  # what people call a place: the districts and streets meant


def asked(criteria: Mapping[str, Any]) -> dict[str, Any]:
    """Only what is really asked, checked; nought is an answer, blanks are not."""
    wanted = {name: value for name, value in criteria.items() if _given(value)}
    unknown = sorted(wanted.keys() - Criteria.__annotations__.keys())
    if unknown:
        raise BadSearch(unknown[0], "is not something to search by")
    for name in CLOSED.keys() & wanted.keys():
        wanted[name] = _chosen(name, wanted[name])
    _check(wanted)
    return wanted


def _chosen(field: str, value: str) -> StrEnum:
    try:
        return CLOSED[field](value)
    except ValueError as unknown:
        known = ", ".join(CLOSED[field])
        raise BadSearch(field, f"must be one of {known}") from unknown


def _given(value: Any) -> bool:
    if isinstance(value, str):
        return bool(value.strip())
    return value is not None and value is not False and value not in ((), [], {})


def _check(wanted: Mapping[str, Any]) -> None:
    _check_range("age_months", wanted.get("age_months"), MONTHS_AT_MOST)
    _check_range("max_fee", wanted.get("max_fee"), FEE_AT_MOST)
    moment: datetime | None = wanted.get("open_now")
    if moment is not None and moment.tzinfo is None:
        raise BadSearch("open_now", "a moment needs its time zone")
    near: Near | None = wanted.get("near")
    if near is not None:
        _check_near(near)
    elif wanted.get("sort") == Sort.DISTANCE:
        raise BadSearch("sort", "distance needs a place to start from: near")


def _check_range(field: str, value: Decimal | int | None, most: int) -> None:
    # "not in between" rather than "outside": not-a-number must fail as well.
    if value is not None and not 0 <= value <= most:
        raise BadSearch(field, f"must lie between 0 and {most}")


def _check_near(near: Near) -> None:
    if not (-90 <= near.lat <= 90 and -180 <= near.lon <= 180):
        raise BadSearch("near", "latitude or longitude out of range")
    if near.radius_km is not None and not 0 < near.radius_km <= RADIUS_KM_AT_MOST:
        raise BadSearch("radius_km", f"must lie between 0 and {RADIUS_KM_AT_MOST}")
