"""Each criterion of a search as one SQL condition on providers.

Gives expressions only; opens no session. What is not known about a provider never counts as a yes for
care level, tag, fee or vacancy; an age limit that nobody stated is no limit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, false, func, not_, or_, true

from models import geography, words
from models.base import SHANGHAI
from models.kinds import Kind, Precision
from models.offer import ProviderCareLevel, ProviderTag
from models.opening import OpeningException, OpeningHours

if TYPE_CHECKING:
    from models.provider import Provider

    Rows = type[Provider]

Condition = ColumnElement[bool]
# A point that only stands for a district would put every door of it at the same false distance.
LOCATED = (Precision.EXACT, Precision.STREET)
CHILD_MONTHS_AT_MOST = 216


def _text(rows: Rows, q: str) -> Condition:
    wanted = words.words(q)
    if not wanted:  # brackets alone find nothing rather than everything
        return false()
    return and_(*(rows.search_text.contains(word, autoescape=True) for word in wanted))


def _tags(rows: Rows, tags: Sequence[str]) -> Condition:
    return and_(*(rows.tag_rows.any(ProviderTag.tag == words.printable(tag)) for tag in tags))


def _age(rows: Rows, months: int) -> Condition:
    return and_(
        rows.kind == (Kind.CHILDCARE if months <= CHILD_MONTHS_AT_MOST else Kind.ELDERCARE),
        or_(rows.age_min_months.is_(None), rows.age_min_months <= months),
        or_(rows.age_max_months.is_(None), rows.age_max_months >= months),
    )


def _fee(rows: Rows, fee: Decimal | int) -> Condition:
    whole_fen = Decimal(fee).quantize(Decimal("0.01"), ROUND_FLOOR)
    return func.coalesce(rows.fee_min, rows.fee_max) <= whole_fen


def _open(rows: Rows, moment: datetime) -> Condition:
    local = moment.astimezone(SHANGHAI)
    minute, day = local.hour * 60 + local.minute, local.date()
    weekly = rows.opening_hours.any(
        and_(OpeningHours.weekday == local.isoweekday(), _within(OpeningHours, minute))
    )
    special = rows.opening_exceptions.any(and_(_covers(day), _within(OpeningException, minute)))
    return or_(special, and_(weekly, not_(rows.opening_exceptions.any(_covers(day)))))


def _within(spans: type[OpeningHours] | type[OpeningException], minute: int) -> Condition:
    return and_(spans.opens_minute <= minute, spans.closes_minute > minute)


def _covers(day: date) -> Condition:
    return and_(OpeningException.first_day <= day, OpeningException.last_day >= day)


def _near(rows: Rows, near: geography.Near) -> Condition:
    if near.radius_km is None:
        return true()
    south, north, west, east = near.box()
    return and_(
        rows.location_precision.in_(LOCATED),
        rows.lat.between(south, north),
        rows.lon.between(west, east),
        geography.squared_km(near, rows.lat, rows.lon) <= near.radius_km**2,
    )


CONDITIONS: Mapping[str, Callable[[Any, Any], Condition]] = {
    "kind": lambda rows, kind: rows.kind == kind,
    "type": lambda rows, type_: rows.type == type_,
    "ownership": lambda rows, ownership: rows.ownership == ownership,
    "district": lambda rows, district: rows.district == words.printable(district),
    "street": lambda rows, street: rows.street == words.printable(street),
    "q": _text,
    "tag": _tags,
    "age_months": _age,
    "care_level": lambda rows, level: rows.care_level_rows.any(ProviderCareLevel.level == level),
    "max_fee": _fee,
    "fee_unit": lambda rows, unit: rows.fee_unit == unit,
    "with_vacancy": lambda rows, _: rows.vacancies > 0,
    "open_now": _open,
    "near": _near,
}
