"""A person's results as a page shows them: grouped by status, with deadlines and alternatives beside each.

Decides nothing: what is here was decided by `knowledge`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from knowledge.eligibility import INELIGIBLE, STATUSES, Result
from knowledge.facts import check, derive
from knowledge.pack import Benefit, Conflict, FactSpec, Pack, Source
from knowledge.verdicts import MET

NEAR = timedelta(days=60)


@dataclass(frozen=True)
class Countdown:
    """How many days are left, until what, and how sure that is."""

    days: int
    says: str
    certainty: str


@dataclass(frozen=True)
class Shown:
    """One result and what stands beside it."""

    result: Result
    missing: tuple[FactSpec, ...]
    countdowns: tuple[Countdown, ...]
    alternatives: tuple[tuple[Benefit, Conflict], ...]
    sources: tuple[Source, ...]

    @property
    def benefit(self) -> Benefit:
        return self.result.benefit


def grouped(
    pack: Pack, facts: dict[str, Any], results: Sequence[Result], day: date
) -> dict[str, list[Shown]]:
    """By status, best first; what a few answers would settle before what nobody has published."""
    known = derive(check(facts, pack.facts), day)
    possible = {r.benefit.id for r in results if r.status != INELIGIBLE}
    shown = [_shown(pack, each, known, possible, day) for each in results]
    shown.sort(key=lambda each: not each.missing)
    return {status: [s for s in shown if s.result.status == status] for status in STATUSES}


def _shown(
    pack: Pack, result: Result, facts: dict[str, Any], possible: set[str], day: date
) -> Shown:
    benefit = result.benefit
    version = result.version or max(benefit.versions, key=lambda each: each.start)
    closing = () if result.status == INELIGIBLE else tuple(_countdowns(result, facts, day))
    others = (c for c in benefit.conflicts if c.benefit in possible and benefit.id in possible)
    return Shown(
        result,
        tuple(pack.facts[fact] for fact in result.missing),
        closing,
        tuple((pack.benefits[each.benefit], each) for each in others),
        version.sources,
    )


def _countdowns(result: Result, facts: dict[str, Any], day: date) -> Iterable[Countdown]:
    for deadline in result.benefit.deadlines:
        if day <= deadline.day and deadline.when.judge(facts).verdict is MET:
            yield Countdown((deadline.day - day).days, deadline.says, deadline.certainty)
    ends = result.version.end if result.version else None
    if ends is not None and day <= ends <= day + NEAR:
        says = f"这一项原定到 {ends.isoformat()}，之后办不办没有公布"
        yield Countdown((ends - day).days, says, "cited")
