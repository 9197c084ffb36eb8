"""Which question comes next, how many may be left, and where one is: over one person's answers.

What follows from the answers is `knowledge`'s. Knows no form.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.eligibility import Result, screen
from knowledge.pack import FactSpec, Pack
from knowledge.questions import CHILD, next_question
from web.eligibility.case import Person, concerned


@dataclass(frozen=True)
class Standing:
    """A person's results so far and what may still be asked."""

    results: tuple[Result, ...]
    next: FactSpec | None
    answered: int
    left: int  # at most


def standing(pack: Pack, person: Person, day: date) -> Standing:
    facts = person.facts(pack)
    results = screen(pack, facts, day)
    spec = next_question(pack, facts, results)
    left = len(_open(facts, results)) if spec else 0
    return Standing(results, spec, len(person.answers), max(left, 1 if spec else 0))


def _open(facts: dict[str, Any], results: Sequence[Result]) -> set[str]:
    """The facts that could still change something; the ways to tell a child's age count as one."""
    asked = {fact for result in results for fact in result.asks}
    return {"child" if fact in CHILD else fact for fact in asked if fact not in facts}


def before(person: Person, fact: str) -> str | None:
    """The question that was answered before this one."""
    names = list(person.answers)
    place = names.index(fact) if fact in names else len(names)
    return names[place - 1] if place else None


def sensitive(pack: Pack, person: Person) -> list[FactSpec]:
    """The sensitive questions that this person may be asked."""
    return [s for s in concerned(pack, person.applicant) if s.sensitive and s.askable]


def must_consent(spec: FactSpec, person: Person) -> bool:
    return spec.sensitive and person.consent is not True
