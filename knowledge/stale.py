"""What somebody has to look at again: not checked for half a year, ended, or ending soon.

The day is a parameter. Knows nothing of how the list is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.facts import add_months
from knowledge.pack import Benefit, Pack, Version

MONTHS_UNCHECKED = 6
DAYS_AHEAD = 60
ENDED, ENDING, DEADLINE, UNCHECKED = "ended", "ending", "deadline", "unchecked"
KINDS = (ENDED, ENDING, DEADLINE, UNCHECKED)  # the most pressing first


@dataclass(frozen=True)
class Stale:
    """One thing to look at: where it stands, what kind it is, since or until which day."""

    kind: str
    where: str
    day: date
    says: str

    def __str__(self) -> str:
        return f"{self.where}: {self.says}"


def stale(pack: Pack, day: date) -> tuple[Stale, ...]:
    """Everything to look at on `day`, the most pressing first."""
    found = [*_benefits(pack, day), *_document(pack, day), *_local(pack, day)]
    return tuple(sorted(found, key=lambda each: (KINDS.index(each.kind), each.day, each.where)))


def _benefits(pack: Pack, day: date) -> Iterator[Stale]:
    for benefit in pack.benefits.values():
        where = f"benefits/{benefit.id}.yml"
        yield from _version(where, benefit, _latest(benefit, day), day)
        for deadline in benefit.deadlines:
            left = (deadline.day - day).days
            if 0 <= left <= DAYS_AHEAD:
                says = f"{benefit.title}：{deadline.says}，还剩 {left} 天"
                yield Stale(DEADLINE, where, deadline.day, says)


def _latest(benefit: Benefit, day: date) -> Version:
    """The version in force, or else the last one begun, or else the first to come."""
    begun = [version for version in benefit.versions if version.start <= day]
    found = benefit.version_on(day) or max(begun, key=lambda v: v.start, default=None)
    return found or min(benefit.versions, key=lambda v: v.start)


def _version(where: str, benefit: Benefit, version: Version, day: date) -> Iterator[Stale]:
    end = version.end
    follows = end is not None and benefit.version_on(end + timedelta(1)) is not None
    if end is not None and not follows and end < day:
        yield Stale(ENDED, where, end, f"{benefit.title}：{end} 已经到期，查有没有延续")
    elif end is not None and not follows and (end - day).days <= DAYS_AHEAD:
        says = f"{benefit.title}：{end} 到期，还剩 {(end - day).days} 天，查延续的文件"
        yield Stale(ENDING, where, end, says)
    if _unchecked(version.checked_on, day):
        yield Stale(UNCHECKED, where, version.checked_on, _since(benefit.title, version.checked_on))


def _document(pack: Pack, day: date) -> Iterator[Stale]:
    """The figures and tariffs were read with the plan itself, on its day."""
    checked = pack.document["checked_on"]
    if _unchecked(checked, day):
        figures = f"方案的 {len(pack.figures)} 条数字"
        yield Stale(UNCHECKED, "figures.yml", checked, _since(figures, checked))
        for tariff in pack.tariffs.values():
            where = f"tariffs/{tariff.id}.yml"
            yield Stale(UNCHECKED, where, checked, _since(f"{tariff.name}价", checked))


def _local(pack: Pack, day: date) -> Iterator[Stale]:
    """What staff filled in: from its first day they answer for it."""
    for overlay in pack.overlays:
        where, what = f"overlay {overlay.id}", f"{overlay.target} 的本地数字（{overlay.kind}）"
        if overlay.until is not None and (overlay.until - day).days <= DAYS_AHEAD:
            says = f"{what}：{overlay.until} 到期，还剩 {(overlay.until - day).days} 天"
            yield Stale(ENDING, where, overlay.until, says)
        if _unchecked(overlay.from_day, day):
            yield Stale(UNCHECKED, where, overlay.from_day, _since(what, overlay.from_day))


def _unchecked(checked: date, day: date) -> bool:
    return add_months(checked, MONTHS_UNCHECKED) < day


def _since(what: str, checked: date) -> str:
    return f"{what}：{checked} 以后没有核对过，超过半年，请重新核对并改 checked_on"
