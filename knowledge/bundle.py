"""What can be drawn together: conflicts as alternatives, and the best choice where it can be counted.

Counts only what is certain: an `eligible` result, cash or voucher, a known amount, a confirmed conflict. All
else stays on the person's list and is left to the office. Knows nothing of how a result was decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.eligibility import ELIGIBLE, LIKELY, Result
from knowledge.pack import Amount

CONFIRMED = "confirmed"
SUMMABLE = ("cash", "voucher")
PER_YEAR = {"CNY/month": 12, "CNY/year": 1}
Edges = Mapping[str, set[str]]


@dataclass(frozen=True)
class Alternative:
    """Two benefits that may not be drawn at the same time; which is better is the person's or the office's."""

    one: Result
    other: Result
    certainty: str
    says: str


@dataclass(frozen=True)
class Bundle:
    """The best combination and its sums, one for each unit and form; `alternatives` stand beside it."""

    chosen: tuple[Result, ...]
    left_out: tuple[Result, ...]
    sums: tuple[Amount, ...]
    alternatives: tuple[Alternative, ...]


def bundle(results: Iterable[Result], *, only_sure: bool = False) -> Bundle:
    """What to draw together out of a screening; where `only_sure`, a conflict that is not ruled out counts as one."""
    listed = tuple(results)
    pairs = alternatives(listed)
    counted = [result for result in listed if countable(result)]
    apart = _edges(counted, [pair for pair in pairs if only_sure or pair.certainty == CONFIRMED])
    chosen = {result.benefit.id for part in _parts(counted, apart) for result in _best(part, apart)}
    kept = tuple(result for result in counted if result.benefit.id in chosen)
    left_out = tuple(result for result in counted if result.benefit.id not in chosen)
    return Bundle(kept, left_out, _sums(kept), pairs)


def alternatives(results: Sequence[Result]) -> tuple[Alternative, ...]:
    """Every two results within reach of which one says it does not go with the other, each pair once."""
    within = {r.benefit.id: r for r in results if r.status in (ELIGIBLE, LIKELY)}
    found: dict[frozenset[str], Alternative] = {}
    for result in within.values():
        for conflict in result.benefit.conflicts:
            pair, other = (
                frozenset((result.benefit.id, conflict.benefit)),
                within.get(conflict.benefit),
            )
            # Both sides may name it: the surer word stands.
            if other and (pair not in found or conflict.certainty == CONFIRMED):
                found[pair] = Alternative(result, other, conflict.certainty, conflict.says)
    return tuple(found.values())


def countable(result: Result) -> bool:
    """Whether this result's amount may enter a sum."""
    amount = result.amount
    return result.status == ELIGIBLE and amount is not None and amount.form in SUMMABLE


def worth(results: Iterable[Result]) -> tuple[float, float]:
    """What is sure in a year, then what may come on top; an open end counts as no more than is sure."""
    low = high = 0.0
    for amount in (result.amount for result in results):
        if amount is not None:
            times = PER_YEAR.get(amount.unit, 1)
            sure = amount.min or 0.0
            low += times * sure
            high += times * (sure if amount.max is None else amount.max)
    return low, high


def _edges(counted: Sequence[Result], pairs: Iterable[Alternative]) -> Edges:
    """Conflicts between amounts that can be compared: a one-off is not weighed against a pension."""
    period = {r.benefit.id: r.amount.unit in PER_YEAR for r in counted if r.amount}
    apart: dict[str, set[str]] = {name: set() for name in period}
    for pair in pairs:
        one, other = pair.one.benefit.id, pair.other.benefit.id
        both = one in period and other in period
        if both and period[one] == period[other]:
            apart[one].add(other)
            apart[other].add(one)
    return apart


def _parts(counted: Sequence[Result], apart: Edges) -> list[list[Result]]:
    """Groups that do not touch each other, each in the order of the list: solved one by one."""
    groups: list[set[str]] = []
    for result in counted:
        near = {result.benefit.id, *apart[result.benefit.id]}
        touching = [group for group in groups if group & near]
        groups = [group for group in groups if group not in touching] + [near.union(*touching)]
    return [[result for result in counted if result.benefit.id in group] for group in groups]


def _best(part: Sequence[Result], apart: Edges) -> tuple[Result, ...]:
    """The most worth without two that conflict; among equals the one that leaves least out, then list order."""
    if not part:
        return ()
    first, rest = part[0], part[1:]
    after = [result for result in rest if result.benefit.id not in apart[first.benefit.id]]
    with_first = (first, *_best(after, apart))
    if len(after) == len(rest):
        return with_first
    without = _best(rest, apart)
    rank = (*worth(with_first), len(with_first)), (*worth(without), len(without))
    return with_first if rank[0] >= rank[1] else without


def _sums(chosen: Iterable[Result]) -> tuple[Amount, ...]:
    found: dict[tuple[str, str], list[Amount]] = {}
    for amount in (result.amount for result in chosen):
        if amount is not None:
            found.setdefault((amount.unit, amount.form), []).append(amount)
    return tuple(_sum(amounts) for amounts in found.values())


def _sum(amounts: Sequence[Amount]) -> Amount:
    lows, highs = [a.min for a in amounts if a.min is not None], [a.max for a in amounts]
    high = None if None in highs else sum(each for each in highs if each is not None)
    weakest = next(
        (c for c in ("unconfirmed", "cited") if c in {a.certainty for a in amounts}), "stated"
    )
    first = amounts[0]
    return Amount(sum(lows) if lows else None, high, first.unit, first.form, weakest)
