"""A person's facts on a later day than they were told, and what time alone will change. Pure.

Whoever was 79 on the day they told it is 79 or 80 half a year later: an age becomes a range, never a guess.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from knowledge.eligibility import ELIGIBLE, LIKELY, Result, screen
from knowledge.facts import add_months, born_between, months_between, years_between
from knowledge.pack import Benefit, Pack
from knowledge.verdicts import Interval

AHEAD_MONTHS = 36  # as far as a near miss looks
RANK = {ELIGIBLE: 2, LIKELY: 1}
YEARS = ("age", "parent_age")
FactsOn = Callable[[date], Mapping[str, Any]]
Criterion = tuple[str, "str | None", "bool | None"]  # as a `Reason`, or as one that was kept


@dataclass(frozen=True)
class Turn:
    """The first day on which a benefit comes within reach, or goes out of it, and the criteria that turned."""

    day: date
    benefit: Benefit
    before: str
    after: str
    because: tuple[str, ...]

    @property
    def gained(self) -> bool:
        return rank(self.after) > rank(self.before)


def rank(status: str) -> int:
    """2 for a sure yes, 1 for a likely one, 0 for all else."""
    return RANK.get(status, 0)


def aged(
    pack: Pack, facts: Mapping[str, Any], told: Mapping[str, date], day: date
) -> dict[str, Any]:
    """The facts as they are on `day`; `told` says when each was told, and what it leaves out is as of `day`."""
    later = dict(facts)
    for name in (*YEARS, "child_age_months"):
        since = told.get(name, day)
        if facts.get(name) is not None and since < day:
            later[name] = _aged(facts[name], name, since, day, pack.facts[name].max)
    return later


def _aged(value: Any, name: str, since: date, day: date, most: int | None) -> Any:
    low, high = (value.lo, value.hi) if isinstance(value, Interval) else (value, value)
    if name in YEARS:
        first, last = born_between(12 * low, 12 * high + 11, since)
        ends = years_between(last, day), years_between(first, day)
    else:
        first, last = born_between(low, high, since)
        ends = months_between(last, day), months_between(first, day)
    young, old = (end if most is None else min(end, most) for end in ends)
    return young if young == old else Interval(young, old)


def ahead(pack: Pack, facts_on: FactsOn, day: date, months: int = AHEAD_MONTHS) -> Iterator[Turn]:
    """What time alone will open or close within so many months, in the order in which it happens.

    Every month is screened, so that nothing a rule may count by has to be known here; a change that is undone
    within the same month is passed over.
    """
    turns: list[Turn] = []
    last = _by_benefit(pack, facts_on, day)
    for month in range(1, months + 1):
        then = add_months(day, month)
        found = _by_benefit(pack, facts_on, then)
        for name, result in found.items():
            before = last.get(name)
            if before and bool(rank(before.status)) != bool(rank(result.status)):
                begins = add_months(day, month - 1), then
                turns.append(_turn(pack, facts_on, before, result, begins))
        last = found
    yield from sorted(turns, key=lambda turn: turn.day)


def _turn(
    pack: Pack, facts_on: FactsOn, before: Result, after: Result, days: tuple[date, date]
) -> Turn:
    low, high = days
    name, reached = before.benefit.id, bool(rank(after.status))
    while (high - low).days > 1:
        middle = low + timedelta(days=(high - low).days // 2)
        found = _by_benefit(pack, facts_on, middle)[name]
        if bool(rank(found.status)) == reached:
            high, after = middle, found
        else:
            low = middle
    return Turn(high, before.benefit, before.status, after.status, turned(before.reasons, after))


def turned(before: Iterable[Criterion], after: Result) -> tuple[str, ...]:
    """The criteria that made the difference: newly met for a yes, no longer met for anything less, else what
    has become open."""
    was = {criterion: met for criterion, _, met in before}
    reached = bool(rank(after.status))
    made = [r.criterion for r in after.reasons if _made(was.get(r.criterion), r.met, reached)]
    return tuple(made or ([] if reached else [point.says for point in after.open]))


def _made(was: bool | None, now: bool | None, reached: bool) -> bool:
    return (now is True and was is not True) if reached else (was is True and now is not True)


def _by_benefit(pack: Pack, facts_on: FactsOn, day: date) -> dict[str, Result]:
    return {result.benefit.id: result for result in screen(pack, facts_on(day), day)}
