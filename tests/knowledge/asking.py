"""Two ways to ask a person, with the same stopping rule: the best question next, or the vocabulary from top to bottom.

Tests compare them; nothing else uses this.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from knowledge.eligibility import Result, screen
from knowledge.pack import Pack
from knowledge.questions import next_question

Person = dict[str, Any]
# The published order of the facts; one question where several ids are the same one asked otherwise.
VOCABULARY = tuple(
    """
    applicant age child_age_months child_birth_date child_birth_month district local_hukou hukou_type
    care_level care_hint dementia income_status fixed_income living special_family disability_grade
    multi_disabled_household preferential_treatment has_support childrearing_first_applied
    kindergarten_class parent_age provider_kind provider_registered provider_nonprofit provider_private
    provider_beds provider_stage existing_building granted_welfare_land employs_eligible_workers
    in_house_clinic primary_care_institution idle_beds occupation
    """.split()  # noqa: SIM905 - forty quoted words are harder to read
)
BIRTH = {"child_age_months", "child_birth_date", "child_birth_month"}


class Asked(NamedTuple):
    """How many questions were put, and what was decided in the end."""

    count: int
    decided: dict[str, str]


def best_first(pack: Pack, person: Person, day: date) -> Asked:
    answers: Person = {}
    results = screen(pack, answers, day)
    while spec := next_question(pack, answers, results):
        answers[spec.id] = person.get(spec.id)
        results = screen(pack, answers, day)
    return Asked(len(answers), decided(results))


def in_order(pack: Pack, person: Person, day: date, order: Iterable[str]) -> Asked:
    """From top to bottom until no answer could change anything; a birth is asked again only where it must be."""
    answers: Person = {}
    results = screen(pack, answers, day)
    for fact in order:
        if next_question(pack, answers, results) is None:
            break
        same = BIRTH if fact in BIRTH else {fact}
        waited = any(same.intersection(result.asks) for result in results)
        if not waited and any(answers.get(name) is not None for name in same):
            continue
        answers[fact] = person.get(fact)
        # An answer nobody waits for changes nothing yet: no need to look again.
        results = screen(pack, answers, day) if waited or fact == "applicant" else results
    return Asked(len(answers), decided(screen(pack, answers, day)))


def decided(results: Iterable[Result]) -> dict[str, str]:
    return {result.benefit.id: result.status for result in results}
