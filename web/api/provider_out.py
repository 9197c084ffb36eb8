"""A provider as JSON: every figure with the day it was reported; knows no search."""

from __future__ import annotations

from typing import Any

from apiflask import Schema
from apiflask.fields import UUID, Boolean, Date, Float, Integer, List, Nested, String

from models import Provider
from models.geography import Near

DECIMALS = 4  # about ten metres: enough to find a door
SAME = (
    "id",
    "name",
    "kind",
    "type",
    "ownership",
    "status",
    "district",
    "street",
    "address",
    "phone",
    "location_precision",
    "capacity",
    "vacancies",
    "vacancies_on",
    "fee_min",
    "fee_max",
    "fee_unit",
    "fees_on",
    "age_min_months",
    "age_max_months",
    "registration_number",
    "verified_on",
    "source",
    "is_sample",
)


class ProviderItem(Schema):
    id = UUID(required=True)
    name = String(required=True)
    kind = String(required=True)
    type = String(required=True)
    ownership = String(required=True, allow_none=True)
    status = String(required=True)
    district = String(required=True)
    street = String(required=True, allow_none=True)
    address = String(required=True, allow_none=True)
    phone = String(required=True, allow_none=True)
    lat = Float(required=True, allow_none=True, metadata={"description": "WGS-84"})
    lon = Float(required=True, allow_none=True, metadata={"description": "WGS-84"})
    location_precision = String(required=True)
    distance_m = Integer(required=True, allow_none=True, metadata={"description": "离 near 几米"})
    capacity = Integer(required=True, allow_none=True)
    vacancies = Integer(required=True, allow_none=True)
    vacancies_on = Date(required=True, allow_none=True)
    fee_min = Float(required=True, allow_none=True)
    fee_max = Float(required=True, allow_none=True)
    fee_unit = String(required=True, allow_none=True)
    fees_on = Date(required=True, allow_none=True)
    age_min_months = Integer(required=True, allow_none=True)
    age_max_months = Integer(required=True, allow_none=True)
    care_levels = List(String(), required=True)
    tags = List(String(), required=True)
    registration_number = String(required=True, allow_none=True)
    verified_on = Date(required=True, allow_none=True)
    source = String(required=True)
    is_sample = Boolean(required=True, metadata={"description": "true：演示用，不是真的"})


class HoursOut(Schema):
    weekday = Integer(required=True, metadata={"description": "周一是 1"})
    opens = String(required=True)
    closes = String(required=True)


class ServiceOut(Schema):
    name = String(required=True)
    description = String(required=True, allow_none=True)


class PriceOut(Schema):
    name = String(required=True)
    amount = Float(required=True)
    unit = String(required=True)
    reported_on = Date(required=True)


class ProviderOut(ProviderItem):
    alternate_name = String(required=True, allow_none=True)
    opening_hours = List(Nested(HoursOut), required=True)
    services = List(Nested(ServiceOut), required=True)
    prices = List(Nested(PriceOut), required=True)


def item(provider: Provider, near: Near | None = None) -> dict[str, Any]:
    return {
        **{name: getattr(provider, name) for name in SAME},
        "lat": _rounded(provider.lat),
        "lon": _rounded(provider.lon),
        "distance_m": provider.distance_m(near) if near else None,
        "care_levels": sorted(level.value for level in provider.care_levels),
        "tags": sorted(provider.tags),
    }


def whole(provider: Provider) -> dict[str, Any]:
    return {
        **item(provider),
        "alternate_name": provider.alternate_name,
        "opening_hours": provider.opening_hours,
        "services": provider.services,
        "prices": provider.prices,
    }


def _rounded(degrees: float | None) -> float | None:
    return None if degrees is None else round(degrees, DECIMALS)
