"""A local figure as a form of plain fields, and what was typed as the value that `knowledge.overlays` judges.

Judges nothing itself: what does not fit comes back as an OverlayError, whose field leads to the control.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from knowledge.overlays import OverlayError
from knowledge.pack import FactSpec, Pack
from web.i18n import gettext, lazy_gettext

ROWS = 8
PLAIN = {
    "apply": ("where", "phone", "online"),
    "office": ("phone", "address", "hours", "website", "note"),
    "hotline": ("name", "purpose", "note"),
    "hours": ("spans",),
}
LABELS = {
    "where": lazy_gettext("去哪办"), "phone": lazy_gettext("电话"), "online": lazy_gettext("网上办的地方"),
    "address": lazy_gettext("地址"), "hours": lazy_gettext("办公时间"), "website": lazy_gettext("网址"),
    "note": lazy_gettext("说明"), "name": lazy_gettext("名称"), "purpose": lazy_gettext("管什么"),
    "spans": lazy_gettext("工作日几点到几点（如 08:30-12:00,14:00-17:30）"),
}  # fmt: skip
LONGEST, SOURCE_AT_MOST, URL_AT_MOST = 1000, 200, 300
AT = re.compile(r"value\.(bands|groups)\[(\d+)\](?:\.(\w+))?")
NO_SPACE = re.compile(r"\S+")


@dataclass(frozen=True)
class Rest:
    """What every figure has beside its value."""

    source: str
    source_url: str | None
    from_day: date
    until: date | None


def value_of(kind: str, given: Mapping[str, str], specs: Mapping[str, FactSpec]) -> dict[str, Any]:
    """The value as typed; what is no number stays text, so that it is refused by name."""
    if kind == "amount":
        return _some(given, "label") | _figure(given, "") | _settles(given)
    if kind == "bands":
        shared = _some(given, "unit", "form")
        return {"bands": [_band(given, f"b{n}-", shared, specs) for n in rows(given, "b", "label")]}
    if kind == "groups":
        listed = [_group(given, f"g{n}-", specs) for n in rows(given, "g", "name")]
        return {"groups": listed, "complete": given.get("complete") == "1"}
    if kind == "tariff":
        return _some(given, "rate") | {"price": _number(given.get("price", ""))}
    value: dict[str, Any] = _some(given, *PLAIN[kind])
    papers = [line.strip() for line in given.get("documents", "").splitlines() if line.strip()]
    return value | ({"documents": papers} if kind == "apply" and papers else {})


def rest_of(given: Mapping[str, str]) -> Rest:
    """Raises OverlayError for a source nobody could look up, and for a day that is none."""
    source, where = given.get("source", "").strip(), given.get("where_found", "").strip()
    if not source:
        raise OverlayError("source", gettext("要写依据：文件名，或者哪个部门的答复"))
    if not where:
        raise OverlayError(
            "where_found", gettext("要写文号、网址，或者谁哪天答复的：让别人找得到这份依据")
        )
    url = _url(where)
    said = source if url else f"{source}，{where}"
    if len(said) > SOURCE_AT_MOST:
        raise OverlayError("source", gettext("依据最多 %(most)s 个字", most=SOURCE_AT_MOST))
    until = given.get("until", "").strip()
    from_day = _day("from_day", given.get("from_day", ""))
    return Rest(said, url, from_day, _day("until", until) if until else None)


def control_of(field: str) -> str:
    """The name of the control that an error's field speaks of; `value` where it is the whole form."""
    found = AT.fullmatch(field)
    if found:
        own = {"bands": "label", "groups": "name"}[found[1]]
        name = found[3] if found[3] in ("label", "min", "max") else own
        shared = found[3] in ("unit", "form")
        return str(found[3]) if shared else f"{found[1][0]}{found[2]}-{name}"
    return field.removeprefix("value.").partition("[")[0]


def options(pack: Pack, applicant: str) -> dict[str, str]:
    """What a group or a band may turn on: `fact=value`, in words."""
    found = {}
    for spec in pack.facts.values():
        if spec.id == "applicant" or (spec.applicants and applicant not in spec.applicants):
            continue
        if spec.type == "boolean":
            found[f"{spec.id}=true"] = spec.label
        if spec.type == "enum":
            for option in spec.options:
                found[f"{spec.id}={option.value}"] = f"{spec.label}：{option.label}"
    return found


def rows(given: Mapping[str, str], letter: str, name: str) -> list[int]:
    """The numbers of the rows in which something stands."""
    return [n for n in range(ROWS) if _row_says(given, f"{letter}{n}-", name)]


def _row_says(given: Mapping[str, str], row: str, name: str) -> bool:
    return any(given.get(row + each, "").strip() for each in (name, "min", "max", "who"))


def _band(
    given: Mapping[str, str], row: str, shared: Mapping[str, Any], specs: Mapping[str, FactSpec]
) -> dict[str, Any]:
    band = {**shared, **_numbers(given, row), "label": given.get(row + "label", "").strip()}
    wanted = [*_ages(given, row), *_chosen(given.get(row + "who", ""), band["label"], specs)]
    return band | ({"when": {"all": wanted}} if wanted else {})


def _ages(given: Mapping[str, str], row: str) -> Iterator[dict[str, Any]]:
    first, last = (_number(given.get(row + end, "")) for end in ("from", "to"))
    if first is not None:
        yield {"fact": "age", "at_least": first, "because": f"满 {first} 周岁"}
    if last is not None:
        below = last + 1 if isinstance(last, int) else last
        yield {"fact": "age", "below": below, "because": f"不超过 {last} 周岁"}


def _group(given: Mapping[str, str], row: str, specs: Mapping[str, FactSpec]) -> Any:
    """A condition where one was chosen, else the name alone."""
    name = given.get(row + "name", "").strip()
    return next(_chosen(given.get(row + "who", ""), name, specs), name)


def _chosen(who: str, because: str, specs: Mapping[str, FactSpec]) -> Iterator[dict[str, Any]]:
    fact, _, wanted = who.partition("=")
    spec = specs.get(fact)
    if spec is None:
        return
    values = (
        {"true": True} if spec.type == "boolean" else {str(o.value): o.value for o in spec.options}
    )
    if wanted in values:
        yield {"fact": fact, "is": values[wanted], "because": because or spec.label}


def _figure(given: Mapping[str, str], row: str) -> dict[str, Any]:
    return _numbers(given, row) | _some(given, "unit", "form")


def _numbers(given: Mapping[str, str], row: str) -> dict[str, Any]:
    found = {end: _number(given.get(row + end, "")) for end in ("min", "max")}
    return {end: number for end, number in found.items() if number is not None}


def _settles(given: Mapping[str, str]) -> dict[str, Any]:
    points = [n.removeprefix("settles-") for n in given if n.startswith("settles-")]
    return {"settles": points} if points else {}


def _some(given: Mapping[str, str], *names: str) -> dict[str, Any]:
    return {name: given[name].strip() for name in names if given.get(name, "").strip()}


def _number(text: str) -> Any:
    text = text.strip()
    try:
        return int(text) if text.isdigit() else float(text) if text else None
    except ValueError:
        return text


def _day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise OverlayError(name, gettext("日期写成 2027-01-01 这样")) from None


def _url(text: str) -> str | None:
    """An address on the web, None where something else is written. Raises OverlayError for half of one."""
    if not text.lower().startswith(("http:", "https:", "www.")):
        return None
    try:
        parts = urlsplit(text)
        whole = parts.scheme in ("http", "https") and parts.hostname and NO_SPACE.fullmatch(text)
    except ValueError:
        whole = False
    if not whole or len(text) > URL_AT_MOST:
        raise OverlayError("where_found", gettext("网址要写全，以 https:// 开头，中间不留空格"))
    return text
