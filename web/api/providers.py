"""Who gives care, as JSON and as GeoJSON: the same search, twice."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from apiflask import APIBlueprint, Schema
from apiflask.fields import Boolean, Constant, Dict, Float, Integer, List, Nested, String

from models import Provider, twins
from models.finding import Page
from web.api.paging import page_of
from web.api.provider_out import ProviderItem, ProviderOut, item, whole
from web.api.provider_query import ProvidersQuery, found, near
from web.api.refusing import gone
from web.db import session
from web.i18n import gettext

GEOJSON = "application/geo+json"
bp = APIBlueprint("api_providers", __name__, url_prefix="/api/v1", tag="机构")


GUESSED = "true：没有写法一样的，这些是读音或写法相近的"


class Counts(Dict):
    """For each filter, how many each of its values would leave; only where asked for."""

    def __init__(self) -> None:
        values = Dict(keys=String(), values=Integer())
        super().__init__(keys=String(), values=values, metadata={"description": COUNTS})


COUNTS = 'counts=true 时才有：再加一个条件各剩多少家，如 {"type": {"nursery": 3}}'


class PointOut(Schema):
    type = Constant("Point", required=True)
    coordinates = List(Float(), required=True, metadata={"description": "经度, 纬度"})


class FeatureOut(Schema):
    type = Constant("Feature", required=True)
    id = String(required=True)
    geometry = Nested(PointOut, required=True, allow_none=True)
    properties = Nested(ProviderItem, required=True)


class CollectionOut(Schema):
    type = Constant("FeatureCollection", required=True)
    features = List(Nested(FeatureOut), required=True)
    total = Integer(required=True)
    total_exact = Boolean(required=True)
    next = String(required=True, allow_none=True)
    guessed = Boolean(required=True, metadata={"description": GUESSED})
    counts = Counts()


class ProviderPage(page_of(ProviderItem, "ProviderItems")):  # type: ignore[misc]
    guessed = Boolean(required=True, metadata={"description": GUESSED})
    counts = Counts()


@bp.get("/providers")
@bp.input(ProvidersQuery, location="query")
@bp.output(ProviderPage)
@bp.doc(summary="找机构")
def providers(query_data: dict[str, Any]) -> dict[str, Any]:
    page, start = found(query_data), near(query_data)
    return {**_told(page), "items": [item(each, start) for each in page.items]}


@bp.get("/providers/<uuid:provider_id>")
@bp.output(ProviderOut)
@bp.doc(summary="一家机构")
def provider(provider_id: UUID) -> dict[str, Any]:
    """One that was found to be the same as another is told as that other, under the other's id."""
    stands = twins.leads_to(session(), provider_id) or provider_id
    return whole(session().get(Provider, stands) or gone(gettext("没有这个编号的机构")))


@bp.get("/providers.geojson")
@bp.input(ProvidersQuery, location="query")
@bp.output(CollectionOut, content_type=GEOJSON)
@bp.doc(summary="同样的查询，GeoJSON", description="没有坐标的机构，geometry 是 null。")
def providers_geojson(query_data: dict[str, Any]) -> tuple[dict[str, Any], int, dict[str, str]]:
    page, start = found(query_data), near(query_data)
    features = [_feature(item(each, start)) for each in page.items]
    answer = {**_told(page), "type": "FeatureCollection", "features": features}
    return answer, 200, {"Content-Type": GEOJSON}


def _told(page: Page) -> dict[str, Any]:
    told = {name: getattr(page, name) for name in ("total", "total_exact", "next", "guessed")}
    counts = {name: {_key(of): n for of, n in each.items()} for name, each in page.counts.items()}
    return {**told, "counts": counts} if counts else told


def _key(value: object) -> str:
    return "true" if value is True else str(value)


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    known = row["lat"] is not None and row["lon"] is not None
    point = {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
    identity = {"type": "Feature", "id": str(row["id"])}
    return {**identity, "geometry": point if known else None, "properties": row}
