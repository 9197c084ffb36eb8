"""Whether a place takes somebody: yes, no or not known, and the because that goes with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from apiflask import APIFlask

from knowledge.verdicts import Interval, Verdict
from models import CareLevel, Kind, Provider, Status
from tests.models.rows import a_provider
from web.directory.fitting import Fit, fit

MET, UNMET, UNKNOWN = Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN
TODDLERS = {"kind": Kind.CHILDCARE, "age_min_months": 6, "age_max_months": 36}
FRAIL = {"care_levels": {CareLevel.MODERATE, CareLevel.SEVERE}}


@pytest.fixture(autouse=True)
def _words(app: APIFlask) -> Iterator[None]:
    with app.test_request_context():
        yield


def fitted(given: dict[str, Any], **facts: Any) -> Fit:
    provider: Provider = a_provider(**{"status": Status.OPERATING, **given})
    return fit(provider, facts)


@pytest.mark.parametrize(
    ("months", "verdict"),
    [
        (5, UNMET), (6, MET), (36, MET), (37, UNMET),
        (Interval(6, 7), MET), (Interval(5, 6), UNKNOWN), (Interval(37, 38), UNMET), (None, UNKNOWN),
    ],
)  # fmt: skip
def test_a_child_comes_from_the_first_month_to_the_last(months: Any, verdict: Verdict) -> None:
    assert fitted(TODDLERS, child_age_months=months).verdict is verdict


def test_a_child_too_young_is_told_how_long_to_wait() -> None:
    (because,) = fitted(TODDLERS, child_age_months=4).because

    assert "再过 2 个月" in because


def test_ages_that_nobody_reported_are_no_yes() -> None:
    found = fitted({"kind": Kind.CHILDCARE}, child_age_months=18)

    assert (found.verdict, found.because) == (UNKNOWN, ("收多大的孩子没有核到",))


@pytest.mark.parametrize(
    ("level", "verdict"), [("moderate", MET), ("total", UNMET), (None, UNKNOWN)]
)
def test_an_assessed_level_is_taken_or_not(level: str | None, verdict: Verdict) -> None:
    assert fitted(FRAIL, care_level=level).verdict is verdict


@pytest.mark.parametrize(
    ("hint", "verdict"),
    [
        ({"severe", "moderate"}, MET),
        ({"severe", "total"}, UNKNOWN),
        ({"independent"}, UNMET),
    ],
)
def test_what_a_family_describes_is_never_an_assessment(hint: set[str], verdict: Verdict) -> None:
    found = fitted(FRAIL, care_hint=frozenset(hint))

    assert found.verdict is verdict
    assert "评" in found.because[0]


def test_an_assessment_goes_before_what_is_described() -> None:
    assert fitted(FRAIL, care_level="total", care_hint=frozenset({"moderate"})).verdict is UNMET


def test_levels_that_nobody_reported_are_neither_yes_nor_no() -> None:
    assert fitted({}, care_level="moderate").verdict is UNKNOWN


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        ({"tags": {"dementia_care"}}, MET),
        ({"without": {"dementia_care"}}, UNMET),
        ({}, UNKNOWN),
    ],
)
def test_dementia_is_asked_about_by_itself(given: dict[str, Any], verdict: Verdict) -> None:
    assert fitted({**FRAIL, **given}, care_level="severe", dementia=True).verdict is verdict


@pytest.mark.parametrize(("age", "verdict"), [(59, UNMET), (60, MET), (Interval(59, 60), UNKNOWN)])
def test_an_age_limit_of_a_home_counts(age: Any, verdict: Verdict) -> None:
    limited = {**FRAIL, "age_min_months": 720}

    assert fitted(limited, care_level="severe", age=age).verdict is verdict


def test_nobody_comes_to_what_is_closed() -> None:
    found = fitted({**TODDLERS, "status": Status.CLOSED}, child_age_months=18)

    assert (found.verdict, found.because) == (UNMET, ("已关闭",))
