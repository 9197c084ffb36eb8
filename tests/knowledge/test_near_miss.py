"""Near misses: over attainable facts only, never too early, and true: with the change the reason is gone."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest

from knowledge.criteria import Condition, leaves
from knowledge.eligibility import Result, judge
from knowledge.facts import derive
from knowledge.pack import Pack
from knowledge.verdicts import Facts, Interval
from tests.knowledge.people import a_person

TODAY = date(2026, 11, 24)


def of(pack: Pack, benefit_id: str, **facts: Any) -> Result:
    return judge(pack.benefits[benefit_id], derive(facts, TODAY), TODAY)


def test_every_near_miss_a_rule_names_is_over_an_attainable_fact(pack: Pack) -> None:
    rules = [version.when for b in pack.benefits.values() for version in b.versions]
    named = [leaf for rule in rules for leaf in leaves(rule) if getattr(leaf, "near_miss", None)]

    assert named
    assert [leaf for leaf in named if not pack.facts[leaf.fact].attainable] == []


@pytest.mark.parametrize(
    ("age", "says"),
    [
        (79, "不到一年就满 80 周岁（过了生日就够）"),
        (77, "再过不到 3 年满 80 周岁"),
        (76, None),
        (Interval(78, 79), "再过不到 2 年满 80 周岁"),
        (Interval(70, 79), None),
    ],
)
def test_an_age_without_a_birth_date_is_taken_at_its_youngest(
    pack: Pack, age: Any, says: str | None
) -> None:
    result = of(pack, "old_age_allowance", applicant="resident", age=age, local_hukou=True)

    assert (result.status, result.near_miss) == ("ineligible", says)


def test_a_birthday_after_the_last_day_of_a_scheme_is_no_help(pack: Pack) -> None:
    facts = {"applicant": "resident", "care_level": "total"}
    before = of(pack, "disability_care_voucher", birth_date=date(1966, 12, 20), **facts)
    after = of(pack, "disability_care_voucher", birth_date=date(1967, 1, 1), **facts)

    assert (before.near_miss, after.near_miss) == ("再过 1 个月（2026-12）满 60 周岁", None)


def test_an_end_within_the_year_is_named_where_the_birthday_is_not_known(pack: Pack) -> None:
    result = of(pack, "disability_care_voucher", applicant="resident", care_level="total", age=59)

    assert "原定 2026-12-31 止" in (result.near_miss or "")


@pytest.mark.parametrize(
    ("benefit_id", "says"),
    [
        ("disability_care_voucher", "如评估为中度及以上"),
        ("long_term_care_insurance", "如评估为重度及以上"),
    ],
)
def test_somebody_never_assessed_is_told_from_which_level(
    pack: Pack, benefit_id: str, says: str
) -> None:
    unassessed = of(pack, benefit_id, applicant="resident", age=70)
    assessed = of(pack, benefit_id, applicant="resident", age=70, care_level="mild")

    assert (unassessed.status, unassessed.near_miss) == ("unknown", says)
    assert (assessed.status, assessed.near_miss) == ("ineligible", None)


def test_where_more_than_the_assessment_is_missing_none_is_promised_over_it(pack: Pack) -> None:
    assert of(pack, "elder_nursing_subsidy", applicant="resident", age=70).near_miss is None


@pytest.mark.parametrize("seed", range(20))
def test_with_the_change_a_near_miss_names_the_reason_is_gone(pack: Pack, seed: int) -> None:
    chance, tried = Random(seed), 0
    for _ in range(100):
        kind = chance.choice(("resident", "child", "provider", "worker"))
        facts = derive(_typed(a_person(kind, chance, TODAY)), TODAY)
        for benefit in pack.benefits.values():
            if kind == benefit.applicant and judge(benefit, facts, TODAY).status == "ineligible":
                tried += _undone(benefit, facts)
    assert tried > 20


def _typed(person: dict[str, Any]) -> dict[str, Any]:
    born = person.get("child_birth_date")
    return {**person, "child_birth_date": date.fromisoformat(born)} if born else person


def _undone(benefit: Any, facts: Facts) -> bool:
    """Whether there was a near miss; with it applied, what failed no longer fails."""
    result = judge(benefit, facts, TODAY)
    if result.near_miss is None or result.version is None:
        return False
    changed, failed = dict(facts), _failed(result)
    for leaf in leaves(result.version.when):
        if isinstance(leaf, Condition) and leaf.fact in failed and _named(leaf, result.near_miss):
            changed[leaf.fact] = next(iter(leaf.wanted)) if leaf.comparison == "in" else leaf.wanted
    assert judge(benefit, changed, TODAY).status != "ineligible", (benefit.id, result.near_miss)
    return True


def _failed(result: Result) -> set[str | None]:
    return {reason.fact for reason in result.reasons if reason.met is False}


def _named(leaf: Condition, near_miss: str) -> bool:
    own = f"满 {leaf.wanted} " in near_miss and leaf.comparison == "at_least"
    return own or bool(leaf.near_miss and leaf.near_miss in near_miss)
