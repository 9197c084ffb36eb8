"""What it is too early to ask for: still missing, said to be looked at later, never put as a question."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from knowledge.eligibility import Result, screen, too_early
from knowledge.pack import Pack
from knowledge.questions import next_question

TODAY = date(2026, 11, 24)
CLASS = "kindergarten_class"


def free_year(pack: Pack, **facts: Any) -> Result:
    results = screen(pack, {"applicant": "child", **facts}, TODAY)
    return next(result for result in results if result.benefit.id == "free_preschool_year")


def asked(pack: Pack, **facts: Any) -> set[str]:
    """Every question until nothing can change, each answered with 不清楚."""
    known, found = {"applicant": "child", **facts}, set[str]()
    while spec := next_question(pack, known, screen(pack, known, TODAY)):
        found.add(spec.id)
        known[spec.id] = None
    return found


@pytest.mark.parametrize(
    ("facts", "early"),
    [
        ({"child_age_months": 47}, True),
        ({"child_age_months": 48}, False),
        ({"child_birth_month": "2022-12"}, True),
        ({"child_birth_month": "2022-11"}, False),  # a range that reaches 48
        ({"child_birth_date": "2022-11-25"}, True),
        ({"child_birth_date": "2022-11-24"}, False),
        ({"child_age_months": None}, False),
    ],
)
def test_the_class_is_asked_from_48_months_on(
    pack: Pack, facts: dict[str, Any], early: bool
) -> None:
    result = free_year(pack, **facts)

    assert (result.status, result.missing) == ("unknown", (CLASS,))
    assert (CLASS not in asked(pack, **facts)) is early
    assert (too_early(pack, result).keys() == {CLASS}) is early


def test_a_class_that_was_told_counts_at_any_age(pack: Pack) -> None:
    result = free_year(pack, child_age_months=40, kindergarten_class="senior")

    assert result.status == "eligible"
    assert too_early(pack, result) == {}
