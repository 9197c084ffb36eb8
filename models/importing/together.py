"""What the cells of one row mean together: type by name, names by brackets, fee by heading.

Pure; knows no table. Fills `row.values` with a provider's attributes and `row.problems` with what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from typing import Any

from models.importing import choices, measures
from models.importing.row import Row, Setting
from models.kinds import TYPE_WORDS, Kind

AS_WRITTEN = ("name", "alternate_name", "ownership", "status", "street", "address", "phone", "website",
              "care_levels", "registration_number", "services", "fees_include")  # fmt: skip
MONEY = ("fees", "fee_min", "fee_max")
LEGAL_AND_SIGN = re.compile(r"(.+?(?:公司|集团|服务部|合作社|事务所))[(（](.+?)[)）]")


def describe(row: Row, raw: Mapping[str, Any], kind: Kind, written: Set[str]) -> None:
    row.values.update({name: raw[name] for name in AS_WRITTEN if name in raw})
    if "name" not in raw and not any(each.field == "name" for each in row.problems):
        row.trouble("name", "没有填")
    _split_names(row)
    # A list of one sort of place often has no column for it; the name then says what it is.
    said = raw.get("type") or ("" if "type" in written else raw.get("name", ""))
    found = choices.longest(choices.types_of(kind), said)
    if found:
        row.values["type"] = found
    else:
        known = "、".join(named[0] for each, named in TYPE_WORDS.items() if each.kind == kind)
        row.trouble("type", f"没认出来：请填 {known} 之一")
    flags = {name.removeprefix("tag:"): raw[name] for name in raw if name.startswith("tag:")}
    if "tags" in raw:
        row.values["tags"] = raw["tags"]
    if flags:
        row.values["tag_flags"] = tuple(flags.items())


def _split_names(row: Row) -> None:
    """A company that writes its sign in brackets is known by the sign, and registered by its own name."""
    both = LEGAL_AND_SIGN.fullmatch(row.values.get("name", ""))
    if both and "alternate_name" not in row.values:
        row.values |= {"name": both[1].strip(), "alternate_name": both[2].strip()}
        row.note("name", "括号里的当作招牌名，也能查到")


def figures(row: Row, raw: Mapping[str, Any], units: Mapping[str, str], setting: Setting) -> None:
    # Nought beds is how a form says that nobody filled them in; nought vacancies is an answer.
    if raw.get("capacity") == 0:
        row.note("capacity", "填的是 0，当作没有填")
    counted = ("capacity", "vacancies") if raw.get("capacity") != 0 else ()
    for name in counted:
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
