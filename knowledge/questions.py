"""The next best question: the fact that settles most, sensitive ones last, none once nothing can change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from knowledge.eligibility import Result
from knowledge.pack import FactSpec, Pack

CHILD = ("child_birth_date", "child_age_months")


def next_question(
    pack: Pack, answers: Mapping[str, Any], results: Iterable[Result]
) -> FactSpec | None:
    """The fact to ask next, or None when no answer could change any result."""
    return next(iter(open_questions(pack, answers, results)), None)


def open_questions(
    pack: Pack, answers: Mapping[str, Any], results: Iterable[Result]
) -> list[FactSpec]:
    """All facts that could still change a result, what settles most first, sensitive ones last."""
    if "applicant" not in answers:
        return [pack.facts["applicant"]]
    weights: dict[str, float] = {}
    for result in results:
        asked = (_asked(fact, answers) for fact in result.asks)
        wanted = {fact for fact in asked if fact is not None}
        for fact in wanted:
            weights[fact] = weights.get(fact, 0.0) + 1.0 / len(wanted)
    order = list(pack.facts)
    ranked = sorted(weights, key=lambda f: (pack.facts[f].sensitive, -weights[f], order.index(f)))
    return [pack.facts[fact] for fact in ranked]


def _asked(fact: str, answers: Mapping[str, Any]) -> str | None:
    """The fact to put to the person; None when every way to ask has been tried."""
    name = _child_asked(answers) if fact in CHILD else fact
    return name if name is not None and name not in answers else None


def _child_asked(answers: Mapping[str, Any]) -> str | None:
    """The birth month first; where that straddles a boundary the day, where it is not known the age in months."""
    month = answers.get("child_birth_month")
    order = ("child_birth_month", *(CHILD if month else reversed(CHILD)))
    return next((name for name in order if name not in answers), None)
