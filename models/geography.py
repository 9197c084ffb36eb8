"""How far apart two places are, computed alike in Python and in SQL.

SQLite may come without trigonometry, and two databases may round it differently; so the cosine of the
searcher's latitude is taken in Python and corrected by the first terms of its series. Below 100 km that
is within a few metres of the great circle, and the order in SQL is the order of the distances shown.
Knows no table.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

KM_A_DEGREE = 6371.0088 * math.pi / 180
STREET_WITHIN_M = 2000  # a street's or town's doors lie about this far around its point
STEP_M = 500


class Near(NamedTuple):
    """Where the searcher stands (WGS-84) and how far they would go; no radius means any distance."""

    lat: float
    lon: float
    radius_km: float | None = None

    def box(self) -> tuple[float, float, float, float]:
        """South, north, west, east of a box that holds the circle."""
        radius = self.radius_km or 0.0
        north = radius / KM_A_DEGREE
        widest = min(abs(self.lat) + north, 89.0)
        east = north / math.cos(math.radians(widest))
        return self.lat - north, self.lat + north, self.lon - east, self.lon + east


def squared_km(near: Near, lat: Any, lon: Any) -> Any:
    """The square of the distance; `lat` and `lon` are numbers, or columns for an SQL expression."""
    cosine, sine = math.cos(math.radians(near.lat)), math.sin(math.radians(near.lat))
    half = (lat - near.lat) * (math.pi / 360)
    shrink = cosine - sine * half - (cosine / 2) * half * half
    north = (lat - near.lat) * KM_A_DEGREE
    east = (lon - near.lon) * KM_A_DEGREE * shrink
    return north * north + east * east


def distance_m(near: Near, lat: float, lon: float) -> int:
    return round(math.sqrt(squared_km(near, lat, lon)) * 1000)


def at_most_m(metres: Any) -> Any:
    """How far a door may be that is known by its street or town only, in steps that claim no more.

    `metres` is the distance of the point that stands for the street: a number or an array.
    """
    return -(-(metres + STREET_WITHIN_M) // STEP_M) * STEP_M
