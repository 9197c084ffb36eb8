"""Whole sentences: everything that is read in them, who is meant, and what is counted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from knowledge.reading import Reading
from tests.knowledge.reading.tables import expected, rows

Read = Callable[[str], Reading]


@pytest.mark.parametrize(("section", "text", "facts"), rows("people.yml"))
def test_a_sentence_gives_these_facts_and_no_others(
    section: str, text: str, facts: dict[str, Any], read: Read
) -> None:
    assert dict(read(text).facts) == {fact: expected(value) for fact, value in facts.items()}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("我妈78，我爸81", [("mother", 78), ("father", 81)]),
        ("婆婆八十，公公八十二瘫了", [("mother_in_law", 80), ("father_in_law", 82)]),
        ("俺老头子今年七十三，俺七十一", [("spouse", 73), ("self", 71)]),
    ],
)
def test_each_person_of_a_household_keeps_their_own_age(
    text: str, who: list[tuple[str, int]], read: Read
) -> None:
    assert [(one.relation, one.facts.get("age")) for one in read(text).persons] == who


def test_two_children_keep_their_own_months(read: Read) -> None:
    found = [one.facts.get("child_age_months") for one in read("我家老大五岁，老二一岁半").persons]

    assert found == [expected("60..71"), 18]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("一个月用电3000度", [("kwh", 3000)]),
        ("我家一年用两万度电", [("kwh", 20_000)]),
        ("每月电费1500元", [("money", 1500)]),
        ("一个月两千块以内的养老院", [("money", 2000)]),
        ("养老院一个月要四千五，贵不贵", [("money", 4500)]),
        ("退休金三千二，能住哪", [("money", 3200)]),
        ("每年2025的计划", []),
        ("电价七毛三一度", []),
    ],
)
def test_money_and_power_are_counted(text: str, counted: list[tuple[str, int]], read: Read) -> None:
    spans = read(text).spans

    assert [(s.entity, s.value) for s in spans if s.entity in ("money", "kwh")] == counted


def test_the_tables_hold_what_was_promised() -> None:
    tables = ("ages.yml", "places.yml", "people.yml")

    assert sum(len(rows(name)) for name in tables) >= 300
