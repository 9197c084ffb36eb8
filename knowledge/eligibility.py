"""What a person can get: every benefit judged on one day, with reasons, open points and what to ask next.

The one function behind page, bot, counter and API. Knows nothing of any of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

from knowledge import amounts
from knowledge import facts as people
from knowledge.near_miss import near_miss, unassessed
from knowledge.pack import Amount, AskedFrom, Benefit, Deadline, OpenPoint, Pack, Version
from knowledge.remembering import Memory, memory_of
from knowledge.saying import say
from knowledge.verdicts import MET, UNMET, Facts, Judgement, Reason, Verdict, unique

ELIGIBLE, LIKELY, UNKNOWN, INELIGIBLE = "eligible", "likely", "unknown", "ineligible"
SETTLES = {"ability_assessment": "care_level"}  # what is offered first while nobody has assessed
STATUSES = (ELIGIBLE, LIKELY, UNKNOWN, INELIGIBLE)


@dataclass(frozen=True)
class Result:
    """One benefit for one person on one day; fields as in the public contract."""

    benefit: Benefit
    status: str
    reasons: tuple[Reason, ...]
    amount: Amount | None = None
    missing: tuple[str, ...] = ()
    open: tuple[OpenPoint, ...] = ()
    near_miss: str | None = None
    certainty: str = "unconfirmed"
    version: Version | None = None
    deadlines: tuple[Deadline, ...] = ()
    asks: tuple[str, ...] = field(default=(), compare=False)


def screen(pack: Pack, answers: Mapping[str, Any], day: date) -> tuple[Result, ...]:
    """Every benefit that may concern this applicant, best status first.

    `answers` are facts as in the vocabulary, checked here; raises FactError naming the one at fault.
    """
    facts = people.derive(people.check(answers, pack.facts), day)
    results = still_asked(
        pack, facts, (judge(benefit, facts, day) for benefit in concerned(pack, facts))
    )
    return tuple(sorted(results, key=lambda result: _place(result, facts)))


def still_asked(pack: Pack, facts: Facts, results: Iterable[Result]) -> list[Result]:
    """The results without the questions that it is too early to ask; what was decided stays."""
    early = {
        fact for fact, asked in pack.asked_later.items() if asked.too_early(facts.get(asked.fact))
    }
    return [_without(r, early) if early.intersection(r.asks) else r for r in results]


def too_early(pack: Pack, result: Result) -> dict[str, AskedFrom]:
    """What is missing but not asked for yet."""
    waits = set(result.missing) - set(result.asks)
    return {fact: asked for fact, asked in pack.asked_later.items() if fact in waits}


def _without(result: Result, early: Set[str]) -> Result:
    return replace(result, asks=tuple(fact for fact in result.asks if fact not in early))


def _place(result: Result, facts: Facts) -> tuple[int, bool, bool]:
    """Best status first, within it what opens the rest, then what brings money or service: at every door."""
    settles = SETTLES.get(result.benefit.id)
    opens_the_rest = settles is not None and facts.get(settles) is None
    priced = bool(result.version and result.version.amounts)
    return STATUSES.index(result.status), not opens_the_rest, not priced


def concerned(pack: Pack, facts: Facts) -> Iterable[Benefit]:
    """The benefits of this kind of applicant; all of them while the kind is unknown."""
    applicant = facts.get("applicant")
    for benefit in pack.benefits.values():
        if applicant is None or applicant in (benefit.applicant, *benefit.also_applicants):
            yield benefit


def judge(benefit: Benefit, facts: Facts, day: date) -> Result:
    """One benefit on `day`; `facts` are already derived."""
    version = benefit.version_on(day)
    if version is None:
        return _out_of_force(benefit, day)
    memory: Memory[_Judged] = memory_of(benefit, version)
    key = memory.key(facts)
    known = memory.recall(key) or memory.keep(key, _judged(benefit, version, facts))
    return _for_this_person(known, facts, day) if known.personal else known.result


class _Judged(NamedTuple):
    """What is the same for everybody with the same outcomes; `personal` where more has to be reckoned."""

    result: Result
    found: Judgement
    personal: bool


def _judged(benefit: Benefit, version: Version, facts: Facts) -> _Judged:
    found = version.when.judge(facts)
    if facts.get("applicant") is None:
        found = _without_applicant(found)
    status, opens = _status(benefit, found)
    chosen = amounts.choose(version.amounts, facts)
    result = Result(
        benefit=benefit,
        status=status,
        reasons=found.reasons,
        amount=None if status == INELIGIBLE else chosen.amount,
        missing=found.missing if status == UNKNOWN else (),
        open=tuple(benefit.point(point) for point in opens),
        near_miss=unassessed(found, version.when) if found.verdict is Verdict.UNKNOWN else None,
        certainty=chosen.certainty or _weakest(version),
        version=version,
        asks=_asks(benefit, found, status, chosen),
    )
    reckoned = any(rule.computed for rule in version.amounts) or bool(benefit.deadlines)
    return _Judged(result, found, bool(found.ways) if status == INELIGIBLE else reckoned)


def _asks(
    benefit: Benefit, found: Judgement, status: str, chosen: amounts.Chosen
) -> tuple[str, ...]:
    asks = found.asks if status != UNKNOWN or found.missing else ()
    return unique([asks, chosen.asks]) if status in (ELIGIBLE, LIKELY) else asks


def _for_this_person(known: _Judged, facts: Facts, day: date) -> Result:
    result, version = known.result, known.result.version
    if result.status == INELIGIBLE:
        near = near_miss(known.found, facts, day, version.end if version else None)
        return replace(result, near_miss=near) if near else result
    chosen = amounts.choose(version.amounts if version else (), facts)
    return replace(result, amount=chosen.amount, deadlines=_deadlines(result.benefit, facts, day))


def _deadlines(benefit: Benefit, facts: Facts, day: date) -> tuple[Deadline, ...]:
    """The deadlines ahead that may be this person's."""
    ahead = (each for each in benefit.deadlines if each.day >= day)
    return tuple(each for each in ahead if each.when.judge(facts).verdict is not UNMET)


def _without_applicant(found: Judgement) -> Judgement:
    """Nothing can be promised before it is known who asks."""
    if found.verdict is UNMET:
        return found
    missing, asks = unique([("applicant",), found.missing]), unique([("applicant",), found.asks])
    return Judgement(Verdict.UNKNOWN, found.reasons, missing, found.opens, asks)


def _status(benefit: Benefit, found: Judgement) -> tuple[str, tuple[str, ...]]:
    if found.verdict is UNMET:
        return INELIGIBLE, ()
    opens = found.opens
    if benefit.strength == "exploratory":
        return UNKNOWN, unique([opens, ("started",)])
    if benefit.strength == "encouraged":
        opens = unique([opens, ("offered",)])
    if found.verdict is not MET:
        return UNKNOWN, opens
    return (LIKELY if opens else ELIGIBLE), opens


def _out_of_force(benefit: Benefit, day: date) -> Result:
    """No version covers the day: before the first it has not begun, after the last nobody knows."""
    past = [v for v in benefit.versions if v.end is not None and v.end < day]
    if past:
        ended = max(past, key=lambda v: v.end or v.start)
        says = say("原定 %(start)s 至 %(end)s 止，是否延续未公布", start=ended.start, end=ended.end)
        return Result(benefit, UNKNOWN, (), open=(OpenPoint("ended", says),))
    first = min(benefit.versions, key=lambda v: v.start)
    if first.start_certainty == "unconfirmed":
        says = say("这一天之前是否已经有这项政策，没有核到")
        return Result(benefit, UNKNOWN, (), open=(OpenPoint("earlier", says),))
    reason = Reason(say("尚未开始，%(day)s 起", day=first.start), None, False)
    return Result(benefit, INELIGIBLE, (reason,), version=first)


def _weakest(version: Version) -> str:
    found = {source.certainty for source in version.sources}
    return next((c for c in ("unconfirmed", "cited", "stated") if c in found), "unconfirmed")
