"""What would be said differently under one pack than under another: every answer, before and after.

Pure and general: knows no statement, only two packs of the same files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any, NamedTuple

from knowledge.pack import AnyEntry, Benefit, Pack
from knowledge.wording import FACETS

SAID_OF_OFFICE = {
    "phone": "电话",
    "address": "地址",
    "hours": "办公时间",
    "website": "网址",
    "note": "说明",
}
SAID_OF_HOTLINE = {"name": "名称", "purpose": "管什么", "note": "依据"}


class Line(NamedTuple):
    """One thing that is said; empty where nothing was, or nothing will be."""

    name: str
    before: str
    after: str


class Changed(NamedTuple):
    """One thing whose words change; `entry` is its id where it has a page of its own."""

    title: str
    entry: str
    lines: tuple[Line, ...]


def effect(before: Pack, after: Pack) -> tuple[Changed, ...]:
    """All that is said differently, in the order of the pack."""
    return (*_entries(before, after), *_others(before, after))


def judged_anew(before: Pack, after: Pack) -> dict[str, Benefit]:
    """The benefits whose decisions may differ, as they are afterwards."""
    return {
        each.id: each for each in after.benefits.values() if each != before.benefits.get(each.id)
    }


def _entries(before: Pack, after: Pack) -> Iterator[Changed]:
    for new in after.entries():
        old = before.entry(new.id)
        lines = _lines(_said(old) if old else {}, _said(new))
        if lines:
            yield Changed(new.title, new.id, lines)


def _said(entry: AnyEntry) -> dict[str, str]:
    said = {"一句话": entry.answer or entry.summary}
    said |= {label: entry.facets.get(name, "") for name, label in FACETS.items()}
    said["还没定的"] = "；".join(point.says for point in getattr(entry, "open", ()))
    if isinstance(entry, Benefit):
        said["去哪办"] = entry.facets.get("where") or entry.apply.where
        said["网上办"] = entry.apply.online or ""
    return said


def _others(before: Pack, after: Pack) -> Iterator[Changed]:
    for key, office in after.offices.items():
        yield from _plain(office.name, SAID_OF_OFFICE, before.offices.get(key), office)
    for key, line in after.hotlines.items():
        title = f"{line.number} {line.name}"
        yield from _plain(title, SAID_OF_HOTLINE, before.hotlines.get(key), line)
    for key, tariff in after.tariffs.items():
        lines = _lines(_prices(before, key), _prices(after, key))
        if lines:
            yield Changed(tariff.name, "", lines)
    lines = _lines({"工作日": before.desk_hours}, {"工作日": after.desk_hours})
    if lines:
        yield Changed("人工服务时间", "", lines)


def _plain(title: str, names: Mapping[str, str], old: Any, new: Any) -> Iterator[Changed]:
    was, now = (asdict(each) if each else {} for each in (old, new))
    lines = _lines(
        {label: was.get(name) or "" for name, label in names.items()},
        {label: now.get(name) or "" for name, label in names.items()},
    )
    if lines:
        yield Changed(title, "", lines)


def _prices(pack: Pack, tariff: str) -> dict[str, str]:
    return {
        rate["label"]: "" if rate["price"] is None else f"{rate['price']:g}"
        for rate in pack.tariffs[tariff].rates
    }


def _lines(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Line, ...]:
    return tuple(
        Line(name, before.get(name, ""), said)
        for name, said in after.items()
        if said != before.get(name, "")
    )
