"""A person's results as a page shows them: grouped by status, with deadlines and alternatives beside each.

Decides nothing: what is here was decided by `knowledge`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.bundle import Alternative, alternatives
from knowledge.eligibility import INELIGIBLE, STATUSES, Result, too_early
from knowledge.pack import AskedFrom, Benefit, FactSpec, Pack, Source

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
    later: tuple[AskedFrom, ...]
    countdowns: tuple[Countdown, ...]
    alternatives: tuple[tuple[Result, Alternative], ...]
    sources: tuple[Source, ...]

    @property
    def benefit(self) -> Benefit:
        return self.result.benefit


def grouped(pack: Pack, results: Sequence[Result], day: date) -> dict[str, list[Shown]]:
    """By status, best first; what a few answers would settle before what nobody has published."""
    pairs = alternatives(results)
    shown = [_shown(pack, each, pairs, day) for each in results]
    shown.sort(key=lambda each: not each.missing)
    return {status: [s for s in shown if s.result.status == status] for status in STATUSES}


def _shown(pack: Pack, result: Result, pairs: Iterable[Alternative], day: date) -> Shown:
    benefit = result.benefit
    version = result.version or max(benefit.versions, key=lambda each: each.start)
    closing = () if result.status == INELIGIBLE else tuple(_countdowns(result, day))
    later = too_early(pack, result)
    mine = (each for each in pairs if result in (each.one, each.other))
    return Shown(
        result,
        tuple(pack.facts[fact] for fact in result.missing if fact not in later),
        tuple(later.values()),
        closing,
        tuple((each.other if each.one is result else each.one, each) for each in mine),
        version.sources,
    )


def _countdowns(result: Result, day: date) -> Iterable[Countdown]:
    for deadline in result.deadlines:
        yield Countdown((deadline.day - day).days, deadline.says, deadline.certainty)
    ends = result.version.end if result.version else None
    if ends is not None and day <= ends <= day + NEAR:
        says = f"这一项原定到 {ends.isoformat()}，之后办不办没有公布"
        yield Countdown((ends - day).days, says, "cited")
