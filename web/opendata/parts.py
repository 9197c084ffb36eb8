"""What hangs on a provider, in HSDS's words: telephones, hours, prices, places free, the address.

Leaves out what is not known: HSDS has no word for it, and an empty text would be an answer.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import Any

from models import Provider
from models.kinds import LOCATED, FeeUnit, Kind
from web.directory.labels import FEE_UNITS
from web.opendata.terms import made, of_provider
from web.pack import pack

Item = dict[str, Any]
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DECIMALS = 4  # about ten metres: enough to find a door
HOURS_FROM_UTC = 8
EXTENSION = re.compile(r"(.+\d{7,8})-(\d{1,6})")


def filled(item: Item) -> Item:
    return {name: value for name, value in item.items() if value not in (None, "", [])}


def midnight(day: date | None) -> str | None:
    return None if day is None else datetime.combine(day, time(), UTC).isoformat()


def phones(provider: Provider) -> list[Item]:
    found = []
    for number in filter(None, (provider.phone or "").split(" / ")):
        split = EXTENSION.fullmatch(number)
        found.append(
            filled(
                {
                    "id": made(provider.id, "phone", number),
                    "number": split[1] if split else number,
                    "extension": int(split[2]) if split else None,
                    "type": "voice",
                }
            )
        )
    return found


def address(provider: Provider) -> Item:
    """A part that HSDS demands and nobody gave is an empty text."""
    return {
        "id": made(provider.id, "address"),
        "address_1": provider.address or provider.street or "",
        "city": pack().heard.name,
        "region": provider.district,
        "state_province": "江苏省",
        "postal_code": "",
        "country": "CN",
        "address_type": "physical",
    }


def location(provider: Provider) -> Item:
    known = provider.location_precision in LOCATED and provider.lat is not None
    return filled(
        {
            "id": str(provider.id),
            "location_type": "physical",
            "name": provider.name,
            "latitude": round(provider.lat, DECIMALS) if known and provider.lat else None,
            "longitude": round(provider.lon, DECIMALS) if known and provider.lon else None,
            "addresses": [address(provider)],
        }
    )


def schedules(provider: Provider) -> list[Item]:
    return [
        {
            "id": made(provider.id, "hours", each.weekday, each.opens_minute),
            "freq": "WEEKLY",
            "byday": DAYS[each.weekday - 1],
            "opens_at": each.opens,
            "closes_at": each.closes,
            "timezone": HOURS_FROM_UTC,
        }
        for each in provider.opening_hours
    ]


def costs(provider: Provider) -> list[Item]:
    unit = provider.fee_unit
    span = [("最低收费", provider.fee_min, unit), ("最高收费", provider.fee_max, unit)]
    lines = [(name, amount, of, provider.fees_on) for name, amount, of in span]
    lines += [(each.name, each.amount, each.unit, each.reported_on) for each in provider.prices]
    return [
        _cost(provider, name, float(amount), of, day)
        for name, amount, of, day in lines
        if amount is not None and of is not None
    ]


def _cost(provider: Provider, name: str, amount: float, unit: FeeUnit, day: date | None) -> Item:
    return filled(
        {
            "id": made(provider.id, "cost", name),
            "option": name,
            "currency": "CNY",
            "amount": amount,
            "amount_description": str(FEE_UNITS[unit]),
            "valid_from": day.isoformat() if day else None,
        }
    )


def capacities(provider: Provider) -> list[Item]:
    """Only with vacancies that somebody reported: HSDS knows no capacity without them."""
    if provider.vacancies is None:
        return []
    unit = "床位" if provider.kind == Kind.ELDERCARE else "托位"
    capacity = {
        "id": made(provider.id, "capacity"),
        "unit": {"id": made("unit", unit), "name": unit},
        "available": provider.vacancies,
        "maximum": provider.capacity,
        "updated": midnight(provider.vacancies_on),
    }
    return [{name: value for name, value in capacity.items() if value is not None}]


def attributes(provider: Provider) -> list[Item]:
    return [
        {
            "id": made(provider.id, "attribute", term["code"]),
            "link_id": str(provider.id),
            "link_entity": "service",
            "taxonomy_term_id": term["id"],
            "taxonomy_term": term,
        }
        for term in of_provider(provider.type.value, set(provider.tags))
    ]
