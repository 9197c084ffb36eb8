"""The districts and their streets as the pack names them; knows no provider."""

from __future__ import annotations

from knowledge.pack import Pack

LIVED_IN = ("subdistrict", "town", "township")


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
