"""What people call a place, and the districts, streets and towns that they mean by it.

Knows the pack's places and nobody who is to be found there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from knowledge.pack import Place

LIVED_IN = ("district", "subdistrict", "town", "township")


@lru_cache(maxsize=4)
def meant(places: tuple[Place, ...]) -> Mapping[str, Sequence[str]]:
    """`新浦` as (`海州区`,): by every name, the names that a list of institutions is sorted by.

    A zone means its district; what lies in no one district means nothing until somebody says where.
    """
    found: dict[str, list[str]] = {}
    for place in places:
        listed = place.name if place.kind in LIVED_IN else place.district
        for name in (place.name, *place.aliases) if listed else ():
            there = found.setdefault(name, [])
            if listed not in there:
                there.append(str(listed))
    return {name: tuple(there) for name, there in found.items()}
