"""Known pairs of points, and the way back to within a metre everywhere in the city."""

from __future__ import annotations

import pytest

from models.geography import Near, distance_m
from models.importing.coordinates import bd09_from_gcj02, gcj02_from_wgs84, to_wgs84
from models.kinds import CoordinateSystem

# (wgs84, gcj02), published with other implementations of the same shift.
PAIRS = [
    ((31.1774276, 121.5272106), (31.17530398364597, 121.531541859215)),
    ((22.543847, 113.912316), (22.540796131694766, 113.9171764808363)),
    ((39.911954, 116.377817), (39.91334545536069, 116.38404722455657)),
    ((39.915, 116.404), (39.91640428150164, 116.41024449916938)),
]
AROUND = [(33.98, 118.4), (34.3, 119.3), (34.6, 119.2), (34.75, 119.45), (35.1, 119.1)]


@pytest.mark.parametrize(("wgs84", "gcj02"), PAIRS)
def test_the_way_there_is_the_published_one(
    wgs84: tuple[float, float], gcj02: tuple[float, float]
) -> None:
    assert gcj02_from_wgs84(*wgs84) == pytest.approx(gcj02, abs=1e-9)


@pytest.mark.parametrize(("wgs84", "gcj02"), PAIRS)
def test_the_way_back_ends_within_a_metre(
    wgs84: tuple[float, float], gcj02: tuple[float, float]
) -> None:
    assert distance_m(Near(*wgs84), *to_wgs84(*gcj02, CoordinateSystem.GCJ02)) <= 1


def test_baidu_shifts_once_more_as_published() -> None:
    found = bd09_from_gcj02(39.915, 116.404)

    assert found == pytest.approx((39.92133699351021, 116.41036949371029), abs=1e-9)


@pytest.mark.parametrize("point", AROUND)
def test_there_and_back_through_both_systems(point: tuple[float, float]) -> None:
    shifted = bd09_from_gcj02(*gcj02_from_wgs84(*point))

    assert distance_m(Near(*point), *shifted) > 500
    assert distance_m(Near(*point), *to_wgs84(*shifted, CoordinateSystem.BD09)) <= 1


def test_what_is_wgs84_already_stays() -> None:
    assert to_wgs84(34.6, 119.2, CoordinateSystem.WGS84) == (34.6, 119.2)
