"""The coordinates of a row into WGS-84, and those of a whole list that stand for no door.

A map that does not find an address hands out the middle of the city; many rows then share one point.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from models import words
from models.importing.coordinates import in_china, to_wgs84
from models.importing.row import Row
from models.kinds import CoordinateSystem, Precision

ADDRESSES_AT_ONE_POINT = 3
DECIMALS = 5  # a metre


def point(row: Row, raw: Mapping[str, Any], system: CoordinateSystem | None) -> None:
    lat, lon = raw.get("lat"), raw.get("lon")
    if lat is None and lon is None:
        return
    if lat is None or lon is None:
        row.trouble("lat" if lat is None else "lon", "经度和纬度要一起填")
    elif not in_china(lat, lon):
        row.trouble("lat", "不在国内：经度和纬度可能填反了，或者不是十进制度数")
    elif system is not None:
        wgs_lat, wgs_lon = to_wgs84(lat, lon, system)
        row.values |= {"lat": wgs_lat, "lon": wgs_lon, "coordinate_system": system}
        row.values["location_precision"] = Precision.EXACT


def doubt_shared(rows: Sequence[Row]) -> None:
    """A point that rows of several addresses share is no better than the district."""
    at: dict[tuple[float, float], list[Row]] = defaultdict(list)
    for row in rows:
        if "lat" in row.values:
            at[round(row.values["lat"], DECIMALS), round(row.values["lon"], DECIMALS)].append(row)
    for sharing in at.values():
        addresses = {words.compact(row.values.get("address", "")) for row in sharing}
        if len(addresses) >= ADDRESSES_AT_ONE_POINT:
            for row in sharing:
                row.values["location_precision"] = Precision.DISTRICT
                row.note("lat", "好几个地址都是同一个坐标，只当作大概位置，地图上不画成门口")
