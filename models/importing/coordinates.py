"""Coordinates of Chinese maps into WGS-84, which is all that is stored.

GCJ-02 (高德, 腾讯) shifts a point by several hundred metres; BD-09 (百度) shifts that once more. The way
back has no formula: it is found by repeating the way there until it ends at the point.
Pure functions.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from math import pi, sin, sqrt

from models.kinds import CoordinateSystem

SEMI_MAJOR_AXIS_M = 6378245.0
ECCENTRICITY_SQUARED = 0.00669342162296594323
WITHIN_DEGREES = 1e-8  # about a millimetre
ROUNDS_AT_MOST = 30

Point = tuple[float, float]


def in_china(lat: float, lon: float) -> bool:
    """Roughly, as the shift itself is defined; it also tells latitude and longitude apart."""
    return 0.8293 <= lat <= 55.8271 and 72.004 <= lon <= 137.8347


def _waves(x: float, *terms: tuple[float, float]) -> float:
    return sum(height * sin(x / length * pi) for height, length in terms) * 2 / 3


def _shift(lat: float, lon: float) -> Point:
    """GCJ-02 minus WGS-84 at a WGS-84 point, in degrees."""
    x, y = lon - 105.0, lat - 35.0
    common = (20 * sin(6 * x * pi) + 20 * sin(2 * x * pi)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + common
    north += _waves(y, (20, 1), (40, 3), (160, 12), (320, 30))
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + common
    east += _waves(x, (20, 1), (40, 3), (150, 12), (300, 30))
    curve = 1 - ECCENTRICITY_SQUARED * sin(math.radians(lat)) ** 2
    meridian = SEMI_MAJOR_AXIS_M * (1 - ECCENTRICITY_SQUARED) / (curve * sqrt(curve))
    parallel = SEMI_MAJOR_AXIS_M / sqrt(curve) * math.cos(math.radians(lat))
    return math.degrees(north / meridian), math.degrees(east / parallel)


def gcj02_from_wgs84(lat: float, lon: float) -> Point:
    north, east = _shift(lat, lon)
    return lat + north, lon + east


def _way_back(there: Callable[[float, float], Point], lat: float, lon: float) -> Point:
    """The point from which `there` leads here."""
    found = (lat, lon)
    for _ in range(ROUNDS_AT_MOST):
        reached = there(*found)
        missing = (lat - reached[0], lon - reached[1])
        found = (found[0] + missing[0], found[1] + missing[1])
        if max(map(abs, missing)) < WITHIN_DEGREES:
            break
    return found


def bd09_from_gcj02(lat: float, lon: float) -> Point:
    radius = math.hypot(lon, lat) + 0.00002 * sin(lat * pi * 3000 / 180)
    angle = math.atan2(lat, lon) + 0.000003 * math.cos(lon * pi * 3000 / 180)
    return radius * sin(angle) + 0.006, radius * math.cos(angle) + 0.0065


def to_wgs84(lat: float, lon: float, system: CoordinateSystem) -> Point:
    """A point in China; six decimals, a tenth of a metre, is more than any list knows."""
    if system == CoordinateSystem.BD09:
        lat, lon = _way_back(bd09_from_gcj02, lat, lon)
    if system != CoordinateSystem.WGS84:
        lat, lon = _way_back(gcj02_from_wgs84, lat, lon)
    return round(lat, 6), round(lon, 6)
