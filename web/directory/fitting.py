"""Whether a place takes this person: yes, no, or not known, each with its because.

Three-valued, like the search: what a place has not reported is never a no. Decides nothing about money and
keeps nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.verdicts import Interval, Verdict
from models import CareLevel, Kind, Provider, Status
from web.directory import saying
from web.directory.labels import STATUSES
from web.i18n import gettext

MET, UNMET, UNKNOWN = Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN
Part = tuple[Verdict, str]
Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Fit:
    """`because` holds what settled it: the noes of a no, what is open of an unknown, else all of it."""

    verdict: Verdict
    because: tuple[str, ...]


def fit(provider: Provider, facts: Facts) -> Fit:
    """`facts` are derived ones: ages follow from birth dates."""
    parts = list(_parts(provider, facts))
    verdicts = {verdict for verdict, _ in parts}
    verdict = UNMET if UNMET in verdicts else MET if verdicts == {MET} else UNKNOWN
    return Fit(verdict, tuple(said for each, said in parts if each is verdict))


def _parts(provider: Provider, facts: Facts) -> Iterator[Part]:
    if provider.status is not Status.OPERATING:
        yield UNMET, str(STATUSES[provider.status])
    elif provider.kind is Kind.CHILDCARE:
        yield _child(provider, facts.get("child_age_months"))
    else:
        yield from _elder(provider, facts)


def _child(provider: Provider, months: int | Interval | None) -> Part:
    taken = saying.ages(provider)
    if not taken:
        return UNKNOWN, gettext("收多大的孩子没有核到")
    if months is None:
        return UNKNOWN, gettext("收 %(ages)s；您还没说孩子多大", ages=taken)
    youngest, oldest = _ends(months)
    if provider.age_min_months is not None and oldest < provider.age_min_months:
        more = provider.age_min_months - oldest
        return UNMET, gettext(
            "收 %(ages)s；孩子还小，再过 %(more)s 就够了", ages=taken, more=saying.months(more)
        )
    verdict = _within(provider, youngest, oldest)
    return verdict, {
        MET: gettext("收 %(ages)s，孩子的月龄合适", ages=taken),
        UNMET: gettext("收 %(ages)s，孩子已经过了", ages=taken),
        UNKNOWN: gettext("收 %(ages)s，孩子的月龄正好在边上，要按出生日期算", ages=taken),
    }[verdict]


def _elder(provider: Provider, facts: Facts) -> Iterator[Part]:
    if saying.ages(provider):
        yield _old_enough(provider, facts.get("age"))
    yield _care(provider.care_levels, facts)
    if facts.get("dementia"):
        yield _dementia(provider.has("dementia_care"))


def _old_enough(provider: Provider, age: int | Interval | None) -> Part:
    taken = saying.ages(provider)
    if age is None:
        return UNKNOWN, gettext("收 %(ages)s；您还没说老人多大", ages=taken)
    youngest, oldest = _ends(age)
    verdict = _within(provider, youngest * 12, oldest * 12 + 11)
    return verdict, {
        MET: gettext("收 %(ages)s，年龄合适", ages=taken),
        UNMET: gettext("收 %(ages)s，年龄不合", ages=taken),
        UNKNOWN: gettext("收 %(ages)s，老人的年龄正好在边上", ages=taken),
    }[verdict]


def _within(provider: Provider, youngest: int, oldest: int) -> Verdict:
    low = provider.age_min_months or 0
    high = provider.age_max_months if provider.age_max_months is not None else oldest
    if low <= youngest and oldest <= high:
        return MET
    return UNMET if oldest < low or youngest > high else UNKNOWN


def _care(taken: Collection[CareLevel], facts: Facts) -> Part:
    level, hint = facts.get("care_level"), facts.get("care_hint")
    if not taken:
        return UNKNOWN, gettext("收哪些老人没有核到")
    if level is None and not hint:
        said = saying.levels(taken)
        return UNKNOWN, gettext("收%(levels)s；您还没说老人能不能自理", levels=said)
    wanted = {CareLevel(level)} if level is not None else {CareLevel(each) for each in hint or ()}
    verdict = MET if wanted <= set(taken) else UNMET if wanted.isdisjoint(taken) else UNKNOWN
    return verdict, (_assessed if level is not None else _described)(verdict, taken, wanted)


def _assessed(verdict: Verdict, taken: Collection[CareLevel], wanted: set[CareLevel]) -> str:
    own = saying.levels(wanted)
    if verdict is MET:
        return gettext("收%(level)s的老人", level=own)
    return gettext("报的是收%(levels)s，没有%(level)s", levels=saying.levels(taken), level=own)


def _described(verdict: Verdict, taken: Collection[CareLevel], wanted: set[CareLevel]) -> str:
    """What a family describes is no assessment, and the sentence says so."""
    if verdict is MET:
        return gettext("照您说的情况收；等级要以评估为准")
    if verdict is UNMET:
        said = saying.levels(taken)
        return gettext("报的是收%(levels)s，照您说的情况不在里面；等级要以评估为准", levels=said)
    own = saying.levels(wanted & set(taken))
    return gettext("评下来是%(levels)s才收；先做能力评估", levels=own)


def _dementia(taken: bool | None) -> Part:
    if taken is None:
        return UNKNOWN, gettext("照护不照护失智老人没有核到")
    if taken:
        return MET, gettext("照护失智老人")
    return UNMET, gettext("报的是不照护失智老人")


def _ends(value: int | Interval) -> tuple[int, int]:
    return (value.lo, value.hi) if isinstance(value, Interval) else (value, value)
