"""Where a row says that it is: a district of the city, a zone written as one, or another city altogether.

Pure; what belongs to the city is a parameter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from models.importing.row import Locality, Row

ABOVE_DISTRICT = re.compile(r"^(?:[^省]*省)?(?:[^市]*市)?(?=.)")
# A city is only named for sure where a district follows it: 新城市广场 is no city.
CITY = re.compile(
    r"^(?:中国)?(?:[一-鿿]{2,8}?(?:省|自治区))?([一-鿿]{2,6}?市)(?=[一-鿿]{1,6}?[区县市])"
)
HERE = {"中国", "中华人民共和国", "china", "cn", "chn", "prc"}
NUMBERS = re.compile(r"\d+(?:-\d+)?\s*号")
ANOTHER_CITY = "写的是外市（外国）的：没有导入"


def place(row: Row, raw: Mapping[str, Any], at: Locality) -> None:
    said = ABOVE_DISTRICT.sub("", raw.get("district", ""))
    found = _district(row, said, at) or (_in_address(raw, at) if not said else None)
    if found:
        row.values["district"] = found
    elif not said:
        row.trouble("district", "没有填，地址里也看不出来")
    elif not at.districts:
        row.values["district"] = said
    else:
        row.trouble("district", f"不是本市的区县：请填 {'、'.join(at.districts)} 之一")
    _complete_street(row, at)
    if len(NUMBERS.findall(raw.get("address", ""))) > 1:
        row.note("address", "有几个门牌号，照原样留着")


def elsewhere(raw: Mapping[str, Any], at: Locality) -> bool:
    """Whether the row names another country, or another city and no district of ours."""
    if str(raw.get("country", "中国")).casefold() not in HERE:
        return True
    if not at.city:
        return False
    bare = at.city.removesuffix("市")
    if "city" in raw:
        return bare not in raw["city"]
    district = raw.get("district", "")
    if any(each in district for each in at.districts):
        return False
    named = CITY.match(district) or CITY.match(raw.get("address", ""))
    return named is not None and bare not in named[1]


def _district(row: Row, said: str, at: Locality) -> str | None:
    """As it is written, without its 区 or 县, or by the zone that it names."""
    for each in at.districts:
        if said and each in (said, said + "区", said + "县"):
            return each
    if said not in at.zones:
        return None
    district = at.zones[said] or _of_street(row, at)
    if district:
        row.note("district", f"写的是片区，按所在的{district}收")
    return district


def _of_street(row: Row, at: Locality) -> str | None:
    said = row.values.get("street", "")
    of = {district for district, street in at.places if said and _same_street(said, street)}
    return of.pop() if len(of) == 1 else None


def _in_address(raw: Mapping[str, Any], at: Locality) -> str | None:
    found = [each for each in at.districts if each in raw.get("address", "")]
    return found[0] if len(found) == 1 else None


def _same_street(said: str, street: str) -> bool:
    return street in (said, said + "街道", said + "镇", said + "乡")


def _complete_street(row: Row, at: Locality) -> None:
    """新浦 as 新浦街道, where the district has one; a street that is not known stays as written."""
    said, district = row.values.get("street"), row.values.get("district")
    for of, street in at.places:
        if said and of == district and _same_street(said, street):
            row.values["street"] = street
