"""The districts and their streets as the pack names them; knows no provider."""

from __future__ import annotations

from knowledge.pack import Pack
from models.importing import Locality

LIVED_IN = ("subdistrict", "town", "township")
ZONES = ("district", "zone", "statistical_unit")
AREA_CODE = "0518"  # 连云港


def pairs(pack: Pack) -> list[tuple[str, str]]:
    """Every (district, street or town) of the city."""
    return [(p.district, p.name) for p in pack.places if p.kind in LIVED_IN and p.district]


def by_district(pack: Pack, only: str | None = None) -> dict[str, list[str]]:
    """The streets of each district, or of the one asked for."""
    found: dict[str, list[str]] = {}
    for district, street in pairs(pack):
        if only in (None, district):
            found.setdefault(district, []).append(street)
    return found


def locality(pack: Pack) -> Locality:
    """What an import has to know about the city."""
    zones: dict[str, str | None] = {
        name: place.district
        for place in pack.places
        if place.kind in ZONES
        for name in (place.name, *place.aliases)
    }
    return Locality(pairs(pack), zones, pack.heard.name, AREA_CODE)
