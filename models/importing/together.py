"""What the cells of one row mean together: type by name, district by address, fee by heading, point by both.

Pure; knows no table. Fills `row.values` with a provider's attributes and `row.problems` with what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from models.importing import choices, measures
from models.importing.coordinates import in_china, to_wgs84
from models.importing.row import Row, Setting
from models.kinds import TYPE_WORDS, CoordinateSystem, Kind, Precision

AS_WRITTEN = ("name", "alternate_name", "ownership", "status", "street", "address", "phone", "website",
              "care_levels", "registration_number", "services")  # fmt: skip
MONEY = ("fees", "fee_min", "fee_max")
ABOVE_DISTRICT = re.compile(r"^(?:[^省]*省)?(?:[^市]*市)?(?=.)")


def describe(row: Row, raw: Mapping[str, Any], kind: Kind, texts: Mapping[str, str]) -> None:
    row.values.update({name: raw[name] for name in AS_WRITTEN if name in raw})
    if "name" not in raw and not any(each.field == "name" for each in row.problems):
        row.trouble("name", "没有填")
    # A list of one sort of place often has no column for it; the name then says what it is.
    said = raw.get("type") or ("" if texts.get("type") else raw.get("name", ""))
    found = choices.longest(choices.types_of(kind), said)
    if found:
        row.values["type"] = found
    else:
        known = "、".join(named[0] for each, named in TYPE_WORDS.items() if each.kind == kind)
        row.trouble("type", f"没认出来：请填 {known} 之一")
    flags = {name.removeprefix("tag:"): raw[name] for name in raw if name.startswith("tag:")}
    row.values["tags"] = raw.get("tags")
    row.values["tag_flags"] = flags


def place(row: Row, raw: Mapping[str, Any], places: Sequence[tuple[str, str]]) -> None:
    known = list(dict.fromkeys(district for district, _ in places))
    said = ABOVE_DISTRICT.sub("", raw.get("district", ""))
    if not said:
        in_address = [each for each in known if each in raw.get("address", "")]
        said = in_address[0] if len(in_address) == 1 else ""
    matching = [each for each in known if said and each in (said, said + "区", said + "县")]
    if not said:
        row.trouble("district", "没有填，地址里也看不出来")
    elif known and not matching:
        row.trouble("district", f"不是本市的区县：请填 {'、'.join(known)} 之一")
    else:
        row.values["district"] = matching[0] if matching else said
    _complete_street(row, places)


def _complete_street(row: Row, places: Sequence[tuple[str, str]]) -> None:
    """新浦 as 新浦街道, where the district has one; a street that is not known stays as written."""
    said, district = row.values.get("street"), row.values.get("district")
    known = [street for of, street in places if of == district]
    for street in known:
        if said and street in (said + "街道", said + "镇", said + "乡"):
            row.values["street"] = street


def figures(row: Row, raw: Mapping[str, Any], units: Mapping[str, str], setting: Setting) -> None:
    for name in ("capacity", "vacancies"):
        if name in raw:
            row.values |= {name: raw[name], f"{name}_on": setting.verified_on}
    if raw.keys() & set(MONEY):
        _fees(row, raw, units, setting)
    if "ages" in raw:
        low, high = raw["ages"]
        row.values |= {"age_min_months": low, "age_max_months": high}
        if high is not None and low > high:
            row.trouble("ages", "前一个数大于后一个数：请核对")


def _fees(row: Row, raw: Mapping[str, Any], units: Mapping[str, str], setting: Setting) -> None:
    said = raw.get("fees") or measures.Fees(None, None, None)
    low, high = raw.get("fee_min", said.low), raw.get("fee_max", said.high)
    headings = (measures.unit_of_heading(units.get(name, "")) for name in MONEY)
    unit = said.unit or raw.get("fee_unit") or next(filter(None, headings), None)
    if unit is None:
        row.trouble("fees", "没有写单位：请写明 元/月、元/天、元/小时 或 元/餐")
    if low is not None and high is not None and low > high:
        row.trouble("fees", "最低数大于最高数：请核对")
    row.values |= {"fee_min": low, "fee_max": high, "fee_unit": unit}
    row.values["fees_on"] = setting.verified_on


def point(row: Row, raw: Mapping[str, Any], system: CoordinateSystem) -> None:
    lat, lon = raw.get("lat"), raw.get("lon")
    if lat is None and lon is None:
        return
    if lat is None or lon is None:
        row.trouble("lat" if lat is None else "lon", "经度和纬度要一起填")
    elif not in_china(lat, lon):
        row.trouble("lat", "不在国内：经度和纬度可能填反了，或者不是十进制度数")
    else:
        wgs_lat, wgs_lon = to_wgs84(lat, lon, system)
        row.values |= {"lat": wgs_lat, "lon": wgs_lon, "coordinate_system": system}
        row.values["location_precision"] = Precision.EXACT
