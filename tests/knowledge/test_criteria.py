"""Kleene's logic over criteria, with what it drags along: missing facts, open points, what to ask."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from knowledge.criteria import Any_, Criterion
from knowledge.parsing import Refused, criterion
from knowledge.verdicts import MET, UNKNOWN, UNMET, Interval, Verdict

OLD = {"fact": "age", "at_least": 80, "because": "年满 80 周岁"}
LOCAL = {"fact": "local_hukou", "is": True, "because": "本市户籍"}
CARE = {"fact": "care_level", "in": ["moderate", "severe", "total"], "because": "中度以上"}
VALUES: dict[Verdict, Any] = {MET: True, UNMET: False, UNKNOWN: None}


def flag(name: str) -> dict[str, Any]:
    return {"fact": name, "is": True, "because": name}


def built(shape: str, *parts: Any, **riders: Any) -> Criterion:
    return criterion({shape: list(parts), **riders})


def test_an_absent_fact_is_unknown_and_never_no() -> None:
    found = criterion(LOCAL).judge({})

    assert found.verdict is UNKNOWN
    assert found.missing == found.asks == ("local_hukou",)


def test_a_fact_asked_and_not_known_is_missing_but_not_asked_again() -> None:
    found = criterion(LOCAL).judge({"local_hukou": None})

    assert (found.verdict, found.missing, found.asks) == (UNKNOWN, ("local_hukou",), ())


@pytest.mark.parametrize(("one", "other"), list(product(VALUES, repeat=2)))
def test_all_and_any_follow_kleene(one: Verdict, other: Verdict) -> None:
    rank = {UNMET: 0, UNKNOWN: 1, MET: 2}
    facts = {"a": VALUES[one], "b": VALUES[other]}

    both = built("all", flag("a"), flag("b")).judge(facts).verdict
    either = built("any", flag("a"), flag("b")).judge(facts).verdict

    assert rank[both] == min(rank[one], rank[other])
    assert rank[either] == max(rank[one], rank[other])


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        (79, UNMET),
        (80, MET),
        (81, MET),
        (Interval(80, 89), MET),
        (Interval(70, 79), UNMET),
        (Interval(75, 85), UNKNOWN),
    ],
)
def test_an_interval_is_unknown_only_where_it_straddles(value: Any, verdict: Verdict) -> None:
    assert criterion(OLD).judge({"age": value}).verdict is verdict


def test_one_no_settles_an_all_of_and_nothing_more_is_asked() -> None:
    found = built("all", OLD, LOCAL).judge({"local_hukou": False})

    assert (found.verdict, found.missing, found.asks) == (UNMET, (), ())


def test_a_hint_inside_the_wanted_levels_gives_a_yes_that_waits_for_the_assessment() -> None:
    found = criterion(CARE).judge({"care_hint": frozenset({"severe", "total"})})

    assert (found.verdict, found.opens, found.asks) == (MET, ("assessment",), ("care_level",))


@pytest.mark.parametrize("hint", [{"mild", "moderate"}, {"independent"}])
def test_a_hint_partly_or_wholly_outside_leaves_it_unknown(hint: set[str]) -> None:
    found = criterion(CARE).judge({"care_hint": frozenset(hint)})

    assert (found.verdict, found.missing) == (UNKNOWN, ("care_level",))


def test_an_assessment_beats_a_hint() -> None:
    facts = {"care_level": "mild", "care_hint": frozenset({"total"})}

    assert criterion(CARE).judge(facts).verdict is UNMET


def test_an_open_point_alone_is_unknown_with_nothing_missing() -> None:
    groups = {"open": "groups", "because": "其余人群"}
    found = built("any", LOCAL, groups).judge({"local_hukou": False})

    assert (found.verdict, found.missing, found.opens) == (UNKNOWN, (), ("groups",))


def test_among_parts_that_hold_the_one_with_least_open_speaks() -> None:
    qualified = {**flag("a"), "open_if_met": ["groups"]}
    found = built("any", qualified, flag("b")).judge({"a": True, "b": True})

    assert (found.verdict, found.opens) == (MET, ())


def test_a_qualified_yes_still_asks_for_what_could_make_it_plain() -> None:
    qualified = {**flag("a"), "open_if_met": ["groups"]}
    found = built("any", qualified, flag("b")).judge({"a": True})

    assert (found.verdict, found.opens, found.asks) == (MET, ("groups",), ("b",))


def test_a_part_that_stays_unknown_when_met_names_its_open_point() -> None:
    found = criterion({**flag("a"), "unknown_if_met": ["recognition"]}).judge({"a": True})

    assert (found.verdict, found.missing, found.opens) == (UNKNOWN, (), ("recognition",))


def test_not_turns_met_round_and_leaves_unknown_unknown() -> None:
    refused = criterion({"not": flag("a"), "because": "不是 a"})

    verdicts = [refused.judge({"a": value}).verdict for value in (True, False, None)]

    assert verdicts == [UNMET, MET, UNKNOWN]


@pytest.mark.parametrize(
    "data",
    [
        {"fact": "age", "at_least": 80},
        {"fact": "age", "because": "没有比较"},
        {"fact": "age", "at_least": 80, "below": 90, "because": "两种比较"},
        {"fact": "age", "at_least": 80, "because": "多了东西", "maybe": 1},
        {"all": []},
        {"any": "age"},
        {"test": "no_such_test", "because": "没有这个检验"},
        {"because": "什么条件都没有"},
        "age >= 80",
    ],
)
def test_what_is_not_a_criterion_is_refused_by_name(data: Any) -> None:
    with pytest.raises(Refused) as refused:
        criterion(data)

    assert refused.value.says


def test_any_keeps_every_reason_so_that_a_no_can_be_explained() -> None:
    found = built("any", flag("a"), flag("b"))
    assert isinstance(found, Any_)

    assert [r.met for r in found.judge({"a": False, "b": False}).reasons] == [False, False]
