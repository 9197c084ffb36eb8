"""How much: which of a version's amounts is the one, and amounts that have to be computed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from knowledge.pack import Amount, AmountRule
from knowledge.verdicts import MET, UNMET, Facts, Interval

FIRST_CHILDREARING_YEAR = 2025
CHILDREARING_PER_MONTH = 300


class Chosen(NamedTuple):
    """The amount, its certainty, and the facts that would make it more exact."""

    amount: Amount | None
    certainty: str | None
    asks: tuple[str, ...] = ()


def childrearing_arrears(facts: Facts, certainty: str) -> Amount | None:
    """The total for a child born in 2022–2024: 300 yuan for each month from January 2025 to its third
    birthday (2022-m: m months; 2023-m: 12 + m; 2024-m: 24 + m)."""
    birth = facts.get("child_birth_date")
    if birth is None:
        return None
    lo, hi = (birth.lo, birth.hi) if isinstance(birth, Interval) else (birth, birth)
    totals = sorted(CHILDREARING_PER_MONTH * _months_from_2025(day) for day in (lo, hi))
    return Amount(totals[0], totals[1], "CNY/once", "cash", certainty)


def _months_from_2025(birth: date) -> int:
    return (birth.year + 3 - FIRST_CHILDREARING_YEAR) * 12 + birth.month


COMPUTED: dict[str, Callable[[Facts, str], Amount | None]] = {
    "childrearing_arrears": childrearing_arrears
}


def choose(rules: Sequence[AmountRule], facts: Facts) -> Chosen:
    """The first rule that holds; while several may, the range that covers them all."""
    possible: list[Amount | None] = []
    certainties: list[str] = []
    asks: list[str] = []
    for rule in rules:
        found = rule.when.judge(facts) if rule.when else None
        if found is not None and found.verdict is UNMET:
            continue
        possible.append(
            COMPUTED[rule.computed](facts, rule.certainty) if rule.computed else rule.amount
        )
        certainties.append(rule.certainty)
        if found is None or found.verdict is MET:
            break
        asks += found.asks
    if not possible:
        return Chosen(None, None)
    certainty = next((c for c in ("unconfirmed", "cited") if c in certainties), "stated")
    # A band without a published amount is no reason to ask which band it is.
    known = any(amount is not None for amount in possible)
    return Chosen(
        _cover(possible, certainty), certainty, tuple(dict.fromkeys(asks)) if known else ()
    )


def _cover(amounts: Sequence[Amount | None], certainty: str) -> Amount | None:
    first = amounts[0]
    if len(amounts) == 1 or first is None:
        return first
    known = [a for a in amounts if a is not None]
    if len(known) < len(amounts) or {(a.unit, a.form) for a in known} != {(first.unit, first.form)}:
        return None
    lows, highs = [a.min for a in known], [a.max for a in known]
    low = None if None in lows else min(x for x in lows if x is not None)
    high = None if None in highs else max(x for x in highs if x is not None)
    return Amount(low, high, first.unit, first.form, certainty)
