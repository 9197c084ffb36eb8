"""What a family asks about a place, each question answered in one line: for its page and for a comparison alike.

An empty `answer` is 没有核到. Says figures with the day they were reported, and that they are old where they
are. Knows no template; what is left to pay is reckoned by `web.eligibility.costing`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypedDict

from knowledge.netcost import MONTHLY, Line, NetCost
from knowledge.verdicts import Verdict
from models import Field, Kind, Provider, Status
from models.finding.ranking import is_stale
from models.hours import State
from web.directory import distance, labels, saying
from web.directory.asking import Asked
from web.directory.fitting import fit
from web.directory.opening import open_now
from web.eligibility import costing
from web.eligibility.costing import Own
from web.i18n import LazyString, gettext, lazy_gettext
from web.money import span


class Dated(TypedDict, total=False):
    day: date
    old: bool


class Tone(StrEnum):
    """Never said by colour alone: each has a mark and a word of its own."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    PLAIN = "plain"


@dataclass(frozen=True)
class Answer:
    """`day` is when this was reported or verified; `old` that it is too long ago to lean on."""

    key: str
    question: str
    answer: str
    tone: Tone = Tone.PLAIN
    more: tuple[str, ...] = ()
    day: date | None = None
    old: bool = False
    reported: bool = False  # by the place itself; else verified by whoever keeps the record


TONES: Mapping[Verdict, tuple[Tone, LazyString]] = {
    Verdict.MET: (Tone.YES, lazy_gettext("能来")),
    Verdict.UNMET: (Tone.NO, lazy_gettext("来不了")),
    Verdict.UNKNOWN: (Tone.UNKNOWN, lazy_gettext("说不准，先打电话问")),
}
STATES = {State.OPEN: Tone.YES, State.SHUT: Tone.NO, State.UNKNOWN: Tone.UNKNOWN}
TAGS: Mapping[str, LazyString] = {
    "inclusive": lazy_gettext("是不是普惠"),
    "in_house_clinic": lazy_gettext("里面有没有医务室"),
    "meals": lazy_gettext("管不管饭"),
    "barrier_free": lazy_gettext("有没有无障碍设施"),
    "voucher_designated": lazy_gettext("能不能用养老消费券"),
}
NOT_OF_CHILDCARE = ("voucher_designated",)


def first(provider: Provider, own: Own | None, begun: Asked, now: datetime) -> Iterator[Answer]:
    """The first screen: can they come, what does it cost in all, is there a place, how far, open now."""
    yield comes(provider, own, now.date())
    yield costs(provider, now.date())
    if own is not None:
        yield left_to_pay(costing.cost_of(provider, own.results))
    yield place(provider, now.date())
    if begun.criteria.get("near") is not None:
        yield far(provider, begun)
    yield opened(provider, now)


def further(provider: Provider, day: date) -> list[Answer]:
    return [registered(provider, day), owned(provider, day), *_tags(provider, day)]


def comes(provider: Provider, own: Own | None, day: date) -> Answer:
    """For the visitor's own person where they told of one; else whom it takes."""
    child = provider.kind is Kind.CHILDCARE
    taken = saying.ages(provider) if child else saying.levels(provider.care_levels)
    dated = _verified(provider, Field.AGES if child else Field.CARE_LEVELS, day)
    if own is None:
        asked = gettext("收多大的孩子") if child else gettext("收哪些老人")
        return Answer("comes", asked, taken, more=_elder_ages(provider), **dated)
    found = fit(provider, own.facts)
    tone, said = TONES[found.verdict]
    who = own.label or (gettext("孩子") if child else gettext("老人"))
    asked = gettext("%(who)s能不能来", who=who)
    return Answer("comes", asked, str(said), tone, found.because, **dated)


def costs(provider: Provider, day: date) -> Answer:
    said = saying.fees(provider)
    more: tuple[str, ...] = ()
    if said:
        included = provider.fees_include
        unknown = gettext("里面包些什么没有核到，问清楚吃饭、护理另不另收")
        more = (gettext("里面有：%(what)s", what=included) if included else unknown,)
    old = bool(said) and is_stale("fees_on", provider.fees_on, day)
    asked = gettext("要多少钱")
    return Answer("costs", asked, said, Tone.PLAIN, more, provider.fees_on, old, reported=True)


def left_to_pay(cost: NetCost | None) -> Answer:
    """The first line's sum, which is without vouchers where nobody knows; the other stands below it."""
    asked = gettext("减掉能领的，一个月自己付")
    if cost is None or cost.fees.unit != MONTHLY:
        why = gettext("不是按月收费") if cost else gettext("收费没有核到")
        return Answer("net", asked, gettext("算不了"), Tone.UNKNOWN, (why,))
    said = [_line(line, len(cost.lines) > 1) for line in cost.lines]
    return Answer("net", asked, said[0], more=tuple(said[1:]))


def _line(line: Line, one_of_two: bool) -> str:
    left = gettext("%(sum)s 元", sum=span(line.low, line.high))
    if line.high is None:
        left = gettext("%(least)s 元起", least=span(line.low, line.low))
    if line.at_least:
        left = gettext("最少 %(left)s", left=left)
    if line.if_designated:
        return gettext("若为定点：%(left)s", left=left)
    return gettext("不用券：%(left)s", left=left) if one_of_two else left


def place(provider: Provider, day: date) -> Answer:
    free, asked = provider.vacancies, gettext("有没有空位")
    if provider.status is not Status.OPERATING:
        return Answer("place", asked, gettext("现在不收人"), Tone.NO)
    if free is None:
        return Answer("place", asked, "", more=_capacity(provider))
    old = is_stale("vacancies_on", provider.vacancies_on, day)
    said = gettext("有，空 %(count)s 个", count=free) if free else gettext("报的是没有空位")
    tone = Tone.UNKNOWN if old else Tone.YES if free else Tone.NO
    more = _capacity(provider)
    return Answer("place", asked, said, tone, more, provider.vacancies_on, old, reported=True)


def far(provider: Provider, begun: Asked) -> Answer:
    said = distance.said(provider, begun.criteria.get("near"), begun.start)
    tone = Tone.UNKNOWN if provider.lat is None else Tone.PLAIN
    return Answer("far", gettext("离得多远"), said, tone)


def opened(provider: Provider, now: datetime) -> Answer:
    """Hours that were reported once say nothing of a place that has stopped."""
    asked = gettext("现在开着吗")
    if provider.status is not Status.OPERATING:
        return Answer("open", asked, str(labels.STATUSES[provider.status]), Tone.NO)
    standing, said, more = open_now(provider, now)
    tone = STATES[standing.state]
    dated = _verified(provider, Field.HOURS, now.date())
    return Answer("open", asked, said, tone, more, **dated)


def registered(provider: Provider, day: date) -> Answer:
    number, listed = provider.registration_number, provider.has("registered")
    said, tone = "", Tone.UNKNOWN
    if number:
        said, tone = gettext("已备案，编号 %(number)s", number=number), Tone.YES
    elif listed:
        said, tone = gettext("名单上写着已备案，编号没有核到"), Tone.YES
    elif listed is False:
        said, tone = gettext("名单上写着没有备案"), Tone.NO
    dated = _verified(provider, Field.REGISTRATION, day)
    return Answer("registered", gettext("备案了没有"), said, tone, **dated)


def owned(provider: Provider, day: date) -> Answer:
    said = str(labels.OWNERSHIPS[provider.ownership]) if provider.ownership else ""
    dated = _verified(provider, Field.OWNERSHIP, day)
    return Answer("owned", gettext("公办还是民办"), said, **dated)


def _tags(provider: Provider, day: date) -> Iterator[Answer]:
    dated = _verified(provider, Field.TAGS, day)
    for tag, asked in TAGS.items():
        if tag in NOT_OF_CHILDCARE and provider.kind is Kind.CHILDCARE:
            continue
        holds = provider.has(tag)
        said = "" if holds is None else gettext("是") if holds else gettext("报的是没有")
        said = str(labels.TAGS[tag]) if holds else said
        tone = Tone.UNKNOWN if holds is None else Tone.YES if holds else Tone.NO
        yield Answer(tag, str(asked), said, tone, **dated)


def checks(provider: Provider, day: date) -> dict[str, Dated]:
    """Of each field that was verified by itself, its own day; for what stands on the page beside the answers."""
    return {field.value: dated for field in Field if (dated := _verified(provider, field, day))}


def stale(provider: Provider, day: date) -> bool:
    """Whether the record as a whole was verified too long ago to lean on."""
    return not provider.is_sample and is_stale("verified_on", provider.verified_on, day)


def _elder_ages(provider: Provider) -> tuple[str, ...]:
    limits = provider.kind is Kind.ELDERCARE and saying.ages(provider)
    return (gettext("年龄：%(ages)s", ages=limits),) if limits else ()


def _capacity(provider: Provider) -> tuple[str, ...]:
    if provider.capacity is None:
        return ()
    return (gettext("一共能收 %(count)s 人", count=provider.capacity),)


def _verified(provider: Provider, field: Field, day: date) -> Dated:
    """Its own day where it differs from that of the record, which the page says once for all of it."""
    checked = provider.checked_on(field)
    if checked is None or checked == provider.verified_on:
        return {}
    return {"day": checked, "old": is_stale("verified_on", checked, day)}
