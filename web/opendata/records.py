"""One provider as HSDS's organization, service and service at a location, short or whole.

All three carry the provider's own id: they are one place, seen from three sides.
"""

from __future__ import annotations

from typing import Any

from models import Provider
from models.kinds import Status
from web.directory.labels import TYPES
from web.opendata import parts
from web.opendata.parts import filled
from web.opendata.terms import made

Item = dict[str, Any]
STATUSES = {
    Status.OPERATING: "active",
    Status.SUSPENDED: "temporarily closed",
    Status.CLOSED: "defunct",
}
MONTHS_A_YEAR = 12


def organization(provider: Provider, whole: bool) -> Item:
    item: Item = {
        "id": str(provider.id),
        "name": provider.name,
        "alternate_name": provider.alternate_name,
        "description": _description(provider),
        "website": provider.website,
    }
    if whole:
        item |= {
            "phones": parts.phones(provider),
            "locations": [parts.location(provider)],
            "organization_identifiers": _identifiers(provider),
        }
    return filled(item)


def service(provider: Provider, whole: bool) -> Item:
    item: Item = {
        "id": str(provider.id),
        "organization_id": str(provider.id),
        "name": provider.name,
        "alternate_name": provider.alternate_name,
        "description": _description(provider),
        "url": provider.website,
        "status": STATUSES[provider.status],
        "licenses": provider.registration_number,
        "minimum_age": _years(provider.age_min_months),
        "maximum_age": _years(provider.age_max_months),
        "assured_date": provider.verified_on.isoformat() if provider.verified_on else None,
        "last_modified": provider.changed_at.isoformat() if provider.changed_at else None,
        "alert": "最近一份名单里没有这一家，去之前请先打电话" if provider.absent_since else None,
    }
    if whole:
        item |= _hanging_on(provider)
    return filled(item)


def service_at_location(provider: Provider, whole: bool) -> Item:
    item: Item = {
        "id": str(provider.id),
        "service_id": str(provider.id),
        "location_id": str(provider.id),
        "location": parts.location(provider),
    }
    if whole:
        item |= {"phones": parts.phones(provider), "schedules": parts.schedules(provider)}
    return filled(item)


def _hanging_on(provider: Provider) -> Item:
    return {
        "organization": organization(provider, whole=False),
        "phones": parts.phones(provider),
        "schedules": parts.schedules(provider),
        "cost_options": parts.costs(provider),
        "capacities": parts.capacities(provider),
        "attributes": parts.attributes(provider),
        "service_at_locations": [service_at_location(provider, whole=False)],
    }


def _description(provider: Provider) -> str:
    where = provider.district + (provider.street or "")
    said = f"{TYPES[provider.type]}，在{where}。"
    if provider.services:
        said += f"做的事：{'、'.join(each.name for each in provider.services)}。"
    return f"{said}来源：{provider.source}。"


def _identifiers(provider: Provider) -> list[Item]:
    if not provider.registration_number:
        return []
    return [
        {
            "id": made(provider.id, "registration"),
            "identifier_type": "备案或登记编号",
            "identifier": provider.registration_number,
        }
    ]


def _years(months: int | None) -> float | None:
    return None if months is None else round(months / MONTHS_A_YEAR, 2)
