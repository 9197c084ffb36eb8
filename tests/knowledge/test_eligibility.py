"""Screening: statuses as the public contract defines them, and the question that comes next."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.eligibility import Result, screen
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


def an_answer(spec: FactSpec) -> st.SearchStrategy[Any]:
    if spec.type == "boolean":
        return st.booleans()
    if spec.type == "enum":
        return st.sampled_from([value for value, _ in spec.options])
    if spec.type == "set":
        return st.just([spec.options[-1][0]])
    if spec.type == "integer":
        return st.integers(spec.min or 0, spec.max or 100)
    return st.dates(date(2022, 1, 1), TODAY).map(
        lambda d: d.isoformat()[:7] if spec.type == "month" else d.isoformat()
    )


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_questions_end_and_then_nothing_turns_on_the_person(
    pack: Pack, data: st.DataObject
) -> None:
    """Answering until nothing is asked leaves no result that waits for an answerable fact."""
    answers: dict[str, Any] = {}
    for _ in range(len(pack.facts)):
        results = screen(pack, answers, TODAY)
        spec = next_question(pack, answers, results)
        if spec is None:
            break
        assert spec.id not in answers
        answers[spec.id] = data.draw(st.one_of(st.none(), an_answer(spec)), label=spec.id)
    else:
        pytest.fail("it never stops asking")

    waiting = {fact for result in screen(pack, answers, TODAY) for fact in result.asks}
    assert not waiting - {"child_birth_date", "child_age_months", "age"} - set(answers)


def test_sensitive_questions_come_last(pack: Pack) -> None:
    answers: dict[str, Any] = {"applicant": "resident"}
    asked: list[bool] = []
    while spec := next_question(pack, answers, screen(pack, answers, TODAY)):
        asked.append(spec.sensitive)
        answers[spec.id] = None

    assert asked == sorted(asked)
