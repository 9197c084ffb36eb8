"""Facts: what is refused, what follows from what, and birthdays at the edges of months."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import FactError
from knowledge.facts import born_between, check, derive, months_between, years_between
from knowledge.pack import Pack
from knowledge.verdicts import Interval

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("answers", "fact"),
    [
        ({"shoe_size": 42}, "shoe_size"),
        ({"age": "82"}, "age"),
        ({"age": 82.5}, "age"),
        ({"age": float("nan")}, "age"),
        ({"age": True}, "age"),
        ({"age": -1}, "age"),
        ({"age": 126}, "age"),
        ({"local_hukou": "yes"}, "local_hukou"),
        ({"care_level": "bad"}, "care_level"),
        ({"care_hint": []}, "care_hint"),
        ({"care_hint": "severe"}, "care_hint"),
        ({"disability_grade": 5}, "disability_grade"),
        ({"disability_grade": True}, "disability_grade"),
        ({"birth_date": "2026-02-30"}, "birth_date"),
        ({"birth_date": "20260101"}, "birth_date"),
        ({"child_birth_month": "2025-13"}, "child_birth_month"),
        ({"district": "新浦区"}, "district"),
    ],
)
def test_what_cannot_be_is_refused_and_named(
    pack: Pack, answers: dict[str, Any], fact: str
) -> None:
    with pytest.raises(FactError) as refused:
        check(answers, pack.facts)

    assert refused.value.fact == fact


def test_null_is_kept_as_asked_and_not_known(pack: Pack) -> None:
    assert check({"age": None}, pack.facts) == {"age": None}


@pytest.mark.parametrize(
    "answers",
    [
        {"age": 70, "birth_date": date(1940, 1, 1)},
        {"birth_date": date(2027, 1, 1)},
        {"child_age_months": 3, "child_birth_month": "2024-01"},
        {"child_birth_month": "2027-01"},
    ],
)
def test_contradictions_are_refused(answers: dict[str, Any]) -> None:
    with pytest.raises(FactError):
        derive(answers, TODAY)


@pytest.mark.parametrize(
    ("born", "age"),
    [(date(1946, 11, 23), 80), (date(1946, 11, 24), 80), (date(1946, 11, 25), 79)],
)
def test_a_birthday_counts_from_its_day(born: date, age: int) -> None:
    assert derive({"birth_date": born}, TODAY)["age"] == age


def test_a_leap_day_birthday_falls_on_the_last_of_february() -> None:
    assert years_between(date(2020, 2, 29), date(2021, 2, 27)) == 0
    assert years_between(date(2020, 2, 29), date(2021, 2, 28)) == 1


def test_a_birth_month_is_an_interval_of_days() -> None:
    facts = derive({"child_birth_month": "2023-11"}, TODAY)

    assert facts["child_birth_date"] == Interval(date(2023, 11, 1), date(2023, 11, 30))
    assert facts["child_age_months"] == Interval(35, 36)


def test_months_of_age_narrow_a_birth_month() -> None:
    facts = derive({"child_birth_month": "2023-11", "child_age_months": 35}, TODAY)

    assert facts["child_birth_date"] == Interval(date(2023, 11, 25), date(2023, 11, 30))


@given(
    low=st.integers(0, 60),
    more=st.integers(0, 12),
    day=st.dates(date(2020, 1, 1), date(2030, 12, 31)),
)
def test_born_between_is_exact_at_both_ends(low: int, more: int, day: date) -> None:
    first, last = born_between(low, low + more, day)

    assert months_between(last, day) == low
    assert months_between(first, day) == low + more
    assert months_between(date.fromordinal(last.toordinal() + 1), day) < low
    assert months_between(date.fromordinal(first.toordinal() - 1), day) > low + more
