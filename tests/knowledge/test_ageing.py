"""Time goes on for facts that were told once: ages become ranges, and what they will open is known by its day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.ageing import Turn, aged, ahead
from knowledge.facts import check, derive, years_between
from knowledge.pack import Pack
from knowledge.verdicts import Interval

TODAY = date(2026, 11, 25)
HERE = {"applicant": "resident", "local_hukou": True, "district": "海州区"}


def turns(pack: Pack, facts: Mapping[str, Any], benefit: str, **told: date) -> list[Turn]:
    found = ahead(pack, lambda day: aged(pack, facts, told, day), TODAY)
    return [turn for turn in found if turn.benefit.id == benefit]


@pytest.mark.parametrize(
    ("days", "expected"),
    [(0, 79), (1, Interval(79, 80)), (364, Interval(79, 80)), (365, 80), (366, Interval(80, 81))],
)
def test_an_age_told_once_becomes_a_range(pack: Pack, days: int, expected: Any) -> None:
    later = TODAY + timedelta(days)
    assert aged(pack, {"age": 79}, {"age": TODAY}, later)["age"] == expected


@given(
    born=st.dates(date(1926, 1, 1), date(1990, 1, 1)),
    told=st.dates(date(2024, 1, 1), date(2027, 1, 1)),
    later=st.integers(0, 1500),
)
def test_the_range_always_holds_the_real_age(
    pack: Pack, born: date, told: date, later: int
) -> None:
    day = told + timedelta(later)
    age = aged(pack, {"age": years_between(born, told)}, {"age": told}, day)["age"]
    low, high = (age.lo, age.hi) if isinstance(age, Interval) else (age, age)

    assert low <= years_between(born, day) <= high
    assert high - low <= 1


def test_a_child_told_by_months_grows_and_no_further_than_the_fact_goes(pack: Pack) -> None:
    facts, told = {"child_age_months": 20}, {"child_age_months": TODAY}
    grown = aged(pack, facts, told, date(2027, 11, 26))
    assert grown["child_age_months"] == Interval(32, 33)
    assert derive(check(grown, pack.facts), date(2027, 11, 26))

    of_age = aged(pack, {"child_age_months": 210}, told, date(2030, 1, 1))
    assert of_age["child_age_months"] == 216


def test_what_is_not_an_age_and_what_was_told_today_stays(pack: Pack) -> None:
    facts = {**HERE, "age": 79, "parent_age": None}

    assert aged(pack, facts, {"local_hukou": date(2020, 1, 1)}, TODAY) == facts


def test_a_birthday_ahead_is_known_to_the_day(pack: Pack) -> None:
    (turn,) = turns(pack, {**HERE, "birth_date": date(1947, 7, 3)}, "old_age_allowance")

    assert (turn.day, turn.gained, turn.because) == (date(2027, 7, 3), True, ("年满 80 周岁",))


def test_an_age_alone_promises_nothing_before_it_is_sure(pack: Pack) -> None:
    (turn,) = turns(pack, {**HERE, "age": 79}, "old_age_allowance", age=TODAY)

    assert turn.day == date(2027, 11, 25)


def test_what_a_child_grows_out_of_is_told_too(pack: Pack) -> None:
    facts = {"applicant": "child", "local_hukou": True, "child_birth_date": date(2024, 5, 10)}
    (turn,) = turns(pack, facts, "infant_care_tax_deduction")

    assert (turn.day, turn.gained) == (date(2027, 5, 10), False)
    assert turn.because


def test_nobody_is_told_of_what_is_too_far_away(pack: Pack) -> None:
    assert turns(pack, {**HERE, "birth_date": date(1950, 7, 3)}, "old_age_allowance") == []


def test_a_rule_that_ends_is_foreseen_with_what_is_open_then(pack: Pack) -> None:
    voucher = pack.benefits["disability_care_voucher"]
    (ends,) = [version.end for version in voucher.versions if version.end]
    facts = {**HERE, "birth_date": date(1940, 1, 1), "care_level": "severe"}
    facts |= {"living": "with_family"}
    (turn,) = turns(pack, facts, voucher.id)

    assert (turn.day, turn.gained) == (ends + timedelta(1), False)
    assert "是否延续未公布" in turn.because[0]
