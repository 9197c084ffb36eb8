"""How much of what a family asks a record answers, and how recently: points of a hundred, and what to mend first.

A part that is there but older than its limit counts half. The weights follow what families ask first (can I ring
them, where are they, what does it cost); docs/decisions/0080 says why. Knows no page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from models.field_check import Field
from models.finding.ranking import STALE_DAYS, is_stale
from models.kinds import Precision
from models.provider import Provider

HALF = 2


class Part(NamedTuple):
    """`there` says whether it is answered, `day` when that was last verified, `limit` how long that holds."""

    points: int
    there: Callable[[Provider], bool]
    day: Callable[[Provider], date | None]
    limit: str = "verified_on"


class Quality(NamedTuple):
    points: int
    missing: list[str]
    old: list[str]


def _has(name: str) -> Callable[[Provider], bool]:
    return lambda provider: bool(getattr(provider, name)) or getattr(provider, name) == 0


def _on(name: str) -> Callable[[Provider], Any]:
    return lambda provider: getattr(provider, name)


def _checked(field: Field) -> Callable[[Provider], date | None]:
    return lambda provider: provider.checked_on(field)


PARTS: Mapping[str, Part] = {
    "phone": Part(20, _has("phone"), _checked(Field.PHONE)),
    "address": Part(15, _has("address"), _checked(Field.ADDRESS)),
    "fees": Part(
        15,
        lambda p: p.fee_min is not None or p.fee_max is not None or bool(p.prices),
        _on("fees_on"),
        "fees_on",
    ),
    "point": Part(10, lambda p: p.location_precision == Precision.EXACT, _on("verified_on")),
    "vacancies": Part(10, _has("vacancies"), _on("vacancies_on"), "vacancies_on"),
    "who": Part(
        10,
        lambda p: bool(p.care_levels) or p.age_min_months is not None,
        lambda p: max(filter(None, (p.checked_on(Field.AGES), p.checked_on(Field.CARE_LEVELS))), default=None),
    ),
    "hours": Part(10, _has("opening_hours"), _checked(Field.HOURS)),
    "registration": Part(5, _has("registration_number"), _checked(Field.REGISTRATION)),
    "capacity": Part(5, _has("capacity"), _on("verified_on")),
}  # fmt: skip


def quality(provider: Provider, today: date) -> Quality:
    missing = [name for name, part in PARTS.items() if not part.there(provider)]
    old = [
        name
        for name, part in PARTS.items()
        if name not in missing and is_stale(part.limit, part.day(provider), today)
    ]
    lost = sum(PARTS[name].points for name in missing)
    half = sum(PARTS[name].points for name in old) / HALF
    return Quality(round(100 - lost - half), missing, old)


class District(NamedTuple):
    """Real places that no list has dropped: how many, and how many of them nobody verified for too long."""

    name: str
    total: int
    stale: int
    stale_vacancies: int


def by_district(session: Session, today: date) -> list[District]:
    p = Provider
    real = (p.is_sample.is_(False), p.absent_since.is_(None))
    asked = select(
        p.district,
        func.count(),
        func.count().filter(_old("verified_on", today)),
        func.count().filter(p.vacancies.is_not(None), _old("vacancies_on", today)),
    )
    lines = session.execute(asked.where(*real).group_by(p.district).order_by(p.district))
    return [District(*line) for line in lines]


def stale_places(session: Session, today: date, district: str | None = None) -> list[Provider]:
    """Those to ask again, the longest unasked first."""
    p = Provider
    wanted = [p.is_sample.is_(False), p.absent_since.is_(None), _old("verified_on", today)]
    if district:
        wanted.append(p.district == district)
    return list(session.scalars(select(p).where(*wanted).order_by(p.verified_on, p.id)))


def _old(name: str, today: date) -> ColumnElement[bool]:
    column = getattr(Provider, name)
    return or_(column.is_(None), column < today - timedelta(days=STALE_DAYS[name]))
