"""The providers that meet all criteria, in an order that is total and the same on every database.

Every key of the order is a value, never NULL, and ascends; the last one is the id. So a page can start
right after any row. Opens no session, knows nothing of requests.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select

from models import geography, words
from models.conditions import CONDITIONS, LOCATED
from models.criteria import Criteria, Sort, asked
from models.kinds import FeeUnit, Status

if TYPE_CHECKING:
    from models.provider import Provider

    Rows = type[Provider]

FAR_AWAY = 1e12
DEARER_THAN_ANY = Decimal(9_999_999)
UNITS_IN_ORDER = {unit: place for place, unit in enumerate(FeeUnit)}


def _relevance(rows: Rows, wanted: Mapping[str, Any]) -> list[ColumnElement[Any]]:
    whole = "".join(words.words(wanted.get("q", "")))
    if not whole:
        return []
    return [
        case(
            (rows.name_folded == whole, 0),
            (rows.name_folded.startswith(whole, autoescape=True), 1),
            (rows.name_folded.contains(whole, autoescape=True), 2),
            else_=3,
        )
    ]


def _distance(rows: Rows, wanted: Mapping[str, Any]) -> list[ColumnElement[Any]]:
    squared = geography.squared_km(wanted["near"], rows.lat, rows.lon)
    known = and_(rows.lat.is_not(None), rows.location_precision.in_(LOCATED))
    return [case((known, squared), else_=FAR_AWAY)]


def _fee(rows: Rows, _: Mapping[str, Any]) -> list[ColumnElement[Any]]:
    """By unit first: eight yuan a meal is not less than a thousand a month."""
    unit = case(UNITS_IN_ORDER, value=rows.fee_unit, else_=len(UNITS_IN_ORDER))
    return [unit, func.coalesce(rows.fee_min, rows.fee_max, DEARER_THAN_ANY)]


def _vacancies(rows: Rows, _: Mapping[str, Any]) -> list[ColumnElement[Any]]:
    return [-func.coalesce(rows.vacancies, -1)]


LEADING = {
    Sort.RELEVANCE: _relevance,
    Sort.DISTANCE: _distance,
    Sort.FEE: _fee,
    Sort.VACANCIES: _vacancies,
}


def order(rows: Rows, criteria: Criteria) -> list[ColumnElement[Any]]:
    wanted = asked(criteria)
    leading = LEADING[wanted.get("sort", Sort.RELEVANCE)](rows, wanted)
    return [*leading, rows.name_pinyin.expression, rows.id.expression]


def found(rows: Rows, criteria: Criteria) -> Select[Provider]:
    """In operation and meeting every criterion. Those closed or suspended are only found by id."""
    wanted = asked(criteria)
    conditions = [CONDITIONS[name](rows, value) for name, value in wanted.items() if name != "sort"]
    kept = select(rows).where(rows.status == Status.OPERATING, *conditions)
    return kept.order_by(*order(rows, criteria))
