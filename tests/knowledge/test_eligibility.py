"""Screening: statuses as the public contract defines them, and the question that comes next."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from knowledge.eligibility import Result, screen
from knowledge.facts import months_between
from knowledge.pack import FactSpec, Pack
from knowledge.questions import next_question

TODAY = date(2026, 11, 24)


def of(results: tuple[Result, ...], benefit_id: str) -> Result:
    return next(result for result in results if result.benefit.id == benefit_id)


def test_a_near_miss_names_the_month(pack: Pack) -> None:
    facts = {"applicant": "resident", "birth_date": "1947-07-18", "local_hukou": True}
    result = of(screen(pack, facts, TODAY), "old_age_allowance")

    assert (result.status, result.amount) == ("ineligible", None)
    assert result.near_miss == "再过 8 个月（2027-07）满 80 周岁"
    assert [(r.fact, r.met) for r in result.reasons] == [("age", False), ("local_hukou", True)]


def test_a_near_miss_is_never_offered_over_what_nobody_can_change(pack: Pack) -> None:
    facts = {"applicant": "resident", "age": 79, "local_hukou": False}

    assert of(screen(pack, facts, TODAY), "old_age_allowance").near_miss is None


def test_no_published_group_leaves_the_subsidy_open_and_nothing_missing(pack: Pack) -> None:
    facts = {
        "applicant": "resident",
        "age": 70,
        "income_status": "none",
        "care_level": "independent",
        "dementia": False,
        "living": "with_family",
        "special_family": False,
        "preferential_treatment": False,
        "disability_grade": 0,
    }
    result = of(screen(pack, facts, TODAY), "home_care_service_subsidy")

    assert (result.status, result.missing) == ("unknown", ())
    assert [point.id for point in result.open] == ["groups"]


def test_what_concerns_other_applicants_is_left_out(pack: Pack) -> None:
    results = screen(pack, {"applicant": "child"}, TODAY)

    assert {result.benefit.applicant for result in results} == {"child"}


def test_nobody_is_promised_anything_before_it_is_known_who_asks(pack: Pack) -> None:
    assert {r.status for r in screen(pack, {"age": 82}, TODAY)} <= {"unknown", "ineligible"}


def test_an_ended_scheme_is_unknown_and_gives_no_amount(pack: Pack) -> None:
    facts = {"applicant": "resident", "age": 70, "care_level": "severe"}
    result = of(screen(pack, facts, date(2027, 1, 1)), "disability_care_voucher")

    assert (result.status, result.amount) == ("unknown", None)
    assert "是否延续未公布" in result.open[0].says


def test_a_scheme_not_begun_is_ineligible(pack: Pack) -> None:
    facts = {"applicant": "resident", "age": 70, "care_level": "severe"}
    result = of(screen(pack, facts, date(2025, 12, 31)), "disability_care_voucher")

    assert result.status == "ineligible"
    assert "尚未开始" in result.reasons[0].criterion


def an_answer(spec: FactSpec, child_born: date, chance: Random) -> Any:
    """An answer that fits the others; one in four is 不清楚."""
    if chance.random() < 0.25:
        return None
    if spec.type == "boolean":
        return chance.random() < 0.5
    if spec.type == "enum":
        return chance.choice([value for value, _ in spec.options])
    if spec.type == "set":
        return [spec.options[-1][0]]
    if spec.id == "child_age_months":
        return months_between(child_born, TODAY)
    if spec.type == "integer":
        return chance.randint(spec.min or 0, spec.max or 0)
    return child_born.isoformat()[:7] if spec.type == "month" else child_born.isoformat()


@pytest.mark.parametrize("seed", range(80))
def test_questions_end_and_then_nothing_turns_on_the_person(pack: Pack, seed: int) -> None:
    chance = Random(seed)
    child_born = date(2022, 1, 1) + timedelta(chance.randrange(1700))
    answers: dict[str, Any] = {}
    while spec := next_question(pack, answers, screen(pack, answers, TODAY)):
        assert spec.id not in answers
        answers[spec.id] = an_answer(spec, child_born, chance)

    waiting = {fact for result in screen(pack, answers, TODAY) for fact in result.asks}
    asked_otherwise = {"child_birth_date", "child_age_months", "child_birth_month"}
    assert waiting <= set(answers) | asked_otherwise


def test_sensitive_questions_come_last(pack: Pack) -> None:
    answers: dict[str, Any] = {"applicant": "resident"}
    asked: list[bool] = []
    while spec := next_question(pack, answers, screen(pack, answers, TODAY)):
        asked.append(spec.sensitive)
        answers[spec.id] = None

    assert asked == sorted(asked)


@pytest.mark.parametrize(
    ("facts", "day", "days"),
    [
        ({"child_birth_month": "2025-06"}, TODAY, [date(2026, 12, 31)]),
        ({"child_birth_month": "2025-06"}, date(2027, 1, 1), []),
        ({"child_birth_month": "2026-06"}, TODAY, []),
        ({"child_birth_month": "2024-06", "childrearing_first_applied": True}, TODAY, []),
        ({}, TODAY, [date(2026, 12, 31)]),
    ],
)
def test_a_result_names_the_deadline_that_may_be_this_childs(
    pack: Pack, facts: dict[str, Any], day: date, days: list[date]
) -> None:
    result = of(screen(pack, {"applicant": "child", **facts}, day), "childrearing_subsidy")

    assert [deadline.day for deadline in result.deadlines] == days


def test_money_comes_before_what_is_no_money_and_the_assessment_first(pack: Pack) -> None:
    facts = {"applicant": "resident", "age": 82, "local_hukou": True}
    day = date(2026, 11, 24)

    def sure(**more: object) -> list[str]:
        found = screen(pack, facts | more, day)
        return [r.benefit.id for r in found if r.status == "eligible"]

    assert sure()[0] == "ability_assessment"
    assert sure(care_level="mild").index("old_age_allowance") < sure(care_level="mild").index(
        "ability_assessment"
    )
