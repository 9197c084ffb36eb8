"""From the parameters of an address to a search for providers, for the page, JSON, GeoJSON and the table alike.

How it is done is `models`'.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, cast

from models import CareLevel, Kind, Ownership, ProviderType
from models.criteria import (
    FEE_AT_MOST,
    MONTHS_AT_MOST,
    RADIUS_KM_AT_MOST,
    BadSearch,
    Criteria,
    Sort,
)
from models.finding import Page
from models.geography import Near
from web.api.fields import Asked, Point, choice, flag, number, several, text, whole
from web.api.paging import PageQuery
from web.api.refusing import BAD_CURSOR, refuse
from web.clock import now
from web.finding import look
from web.i18n import LazyString, lazy_gettext

TAGS_AT_MOST = 14
PLAIN = ("district", "street", "q", "tag", "age_months", "with_vacancy")
ENUMS: dict[str, Any] = {
    "kind": Kind,
    "type": ProviderType,
    "ownership": Ownership,
    "care_level": CareLevel,
    "sort": Sort,
}
WRONG: dict[str, LazyString] = {
    "cursor": BAD_CURSOR,
    "sort": lazy_gettext("按距离排要先给 near"),
    "near": lazy_gettext("有 radius_km 就要有 near"),
}
POINT_SAYS = {"description": "纬度,经度（WGS-84），例如 34.6,119.2", "example": "34.6,119.2"}


class Filters(Asked):
    """What a provider may be asked for, without paging."""

    kind = choice(Kind, load_default=None, metadata={"description": "养老还是托育"})
    type = choice(ProviderType, load_default=None, metadata={"description": "哪一类机构"})
    ownership = choice(Ownership, load_default=None, metadata={"description": "公办、民办"})
    q = text(most=100, load_default=None, metadata={"description": "名称、地址、拼音、首字母"})
    district = text(most=20, load_default=None, metadata={"description": "区县，如 海州区"})
    street = text(most=40, load_default=None, metadata={"description": "街道、镇"})
    near = Point(load_default=None, metadata=POINT_SAYS)
    radius_km = number(
        0.01, RADIUS_KM_AT_MOST, load_default=None, metadata={"description": "离 near 几公里内"}
    )
    age_months = whole(
        0, MONTHS_AT_MOST, load_default=None, metadata={"description": "收多大的，按月"}
    )
    care_level = choice(CareLevel, load_default=None, metadata={"description": "收哪一级失能"})
    max_fee = number(
        0, FEE_AT_MOST, load_default=None, metadata={"description": "最低收费不高于，按机构的单位"}
    )
    tag = several(text(most=40), TAGS_AT_MOST, load_default=[])
    open_now = flag(load_default=False, metadata={"description": "现在开门的"})
    with_vacancy = flag(load_default=False, metadata={"description": "有空位的"})
    sort = choice(Sort, load_default=None, metadata={"description": "怎么排；distance 要有 near"})


class ProvidersQuery(PageQuery, Filters):
    counts = flag(load_default=False, metadata={"description": "true：连同每个筛选条件各剩多少家"})


def found(asked: dict[str, Any]) -> Page:
    """The page of providers that is asked for; a 422 that names the field where it cannot be."""
    try:
        counted = now() if asked["counts"] else None
        return look(criteria(asked), asked["limit"], asked["cursor"], counted)
    except BadSearch as wrong:
        refuse(wrong.field, says(wrong))


def says(wrong: BadSearch) -> LazyString:
    """What is wrong, in words for whoever asked."""
    return WRONG.get(wrong.field, lazy_gettext("这一项不能这样查"))


def criteria(asked: dict[str, Any]) -> Criteria:
    """Raises BadSearch where parts of the question do not go together."""
    fee = asked["max_fee"]
    wanted: dict[str, Any] = {name: asked[name] for name in PLAIN}
    wanted.update({name: kind(asked[name]) for name, kind in ENUMS.items() if asked[name]})
    wanted["max_fee"] = None if fee is None else Decimal(str(fee)).quantize(Decimal("0.01"))
    wanted["open_now"] = now() if asked["open_now"] else None
    wanted["near"] = near(asked)
    if wanted["near"] and not asked["sort"] and not (asked["q"] or "").strip():
        wanted["sort"] = (
            Sort.DISTANCE
        )  # whoever says where they are and nothing else wants the nearest
    return cast(Criteria, wanted)


def near(asked: dict[str, Any]) -> Near | None:
    if asked["near"]:
        lat, lon = asked["near"]
        return Near(lat, lon, asked["radius_km"])
    if asked["radius_km"] is not None:
        raise BadSearch("near", "a radius needs a place to start from")
    return None
