"""A provider as schema.org data for search engines: only what is known, only real and open places.

Put into the page as an `application/ld+json` block, which is data and not a script, so the strict policy on
scripts holds. Knows no template.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models import (
    OpeningException,
    OpeningHours,
    Ownership,
    Precision,
    Provider,
    ProviderType,
    Status,
)
from web.directory import calling, labels, saying
from web.pack import pack

Data = dict[str, Any]
PROVINCE = "江苏省"
DECIMALS = 4  # about ten metres: enough to find a door
TYPES: Mapping[ProviderType, str] = {
    ProviderType.NURSERY: "ChildCare",
    ProviderType.FAMILY_NURSERY: "ChildCare",
    ProviderType.NURSERY_CLASS: "Preschool",
}
# Run by an office as a service of its own, and no business where anybody is a customer.
PUBLIC_SERVICES = (
    ProviderType.GUIDANCE_CENTRE,
    ProviderType.STREET_CENTRE,
    ProviderType.NURSING_ROOM,
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
AMENITIES = ("in_house_clinic", "meals", "barrier_free")


def linked_data(provider: Provider, address: str) -> Data | None:
    """None for what nobody should be led to: samples, closed places and those that left their list."""
    if provider.is_sample or provider.absent_since or provider.status is not Status.OPERATING:
        return None
    place = _filled(_place(provider, address))
    if provider.type in PUBLIC_SERVICES and provider.ownership is Ownership.PUBLIC:
        return _service(provider, place)
    kind = TYPES.get(provider.type, "LocalBusiness")
    return {"@context": "https://schema.org", "@type": kind, **place}


def full_address(provider: Provider) -> str:
    """As a taxi driver or a map needs it."""
    parts = (PROVINCE, pack().heard.name, provider.district, provider.street, provider.address)
    return "".join(part for part in parts if part)


def _service(provider: Provider, place: Data) -> Data:
    """A service has no door of its own: its hours and place belong to where it is given."""
    return {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "name": provider.name,
        "url": place["url"],
        "serviceType": str(labels.TYPES[provider.type]),
        "areaServed": {"@type": "AdministrativeArea", "name": provider.district},
        "availableChannel": {
            "@type": "ServiceChannel",
            "serviceLocation": {"@type": "CivicStructure", **place},
        },
    }


def _place(provider: Provider, address: str) -> Data:
    exact = provider.location_precision is Precision.EXACT
    known = exact and provider.lat is not None and provider.lon is not None
    return {
        "@id": address,
        "url": address,
        "name": provider.name,
        "alternateName": provider.alternate_name,
        "telephone": [number.written for number in calling.numbers(provider.phone)],
        "sameAs": provider.website,
        "address": _filled(
            {
                "@type": "PostalAddress",
                "addressCountry": "CN",
                "addressRegion": PROVINCE,
                "addressLocality": f"{pack().heard.name}{provider.district}",
                "streetAddress": f"{provider.street or ''}{provider.address or ''}",
            }
        ),
        "geo": _point(provider) if known else None,
        "priceRange": saying.fees(provider),
        "openingHoursSpecification": [
            *map(_hours, provider.opening_hours), *map(_exception, provider.opening_exceptions)
        ],
        "amenityFeature": [
            {
                "@type": "LocationFeatureSpecification",
                "name": str(labels.TAGS[tag]),
                "value": provider.has(tag),
            }
            for tag in AMENITIES
            if provider.has(tag) is not None
        ],
    }  # fmt: skip


def _point(provider: Provider) -> Data:
    lat, lon = round(provider.lat or 0, DECIMALS), round(provider.lon or 0, DECIMALS)
    return {"@type": "GeoCoordinates", "latitude": lat, "longitude": lon}


def _hours(each: OpeningHours) -> Data:
    return {**_span(each.opens, each.closes), "dayOfWeek": DAYS[each.weekday - 1]}


def _exception(each: OpeningException) -> Data:
    """Shut all day is written as opening and closing at midnight."""
    days = {"validFrom": each.first_day.isoformat(), "validThrough": each.last_day.isoformat()}
    return {**_span(each.opens or "00:00", each.closes or "00:00"), **days}


def _span(opens: str, closes: str) -> Data:
    ends = "23:59" if closes == "24:00" else closes
    return {"@type": "OpeningHoursSpecification", "opens": opens, "closes": ends}


def _filled(data: Data) -> Data:
    return {name: value for name, value in data.items() if value not in (None, "", [])}
