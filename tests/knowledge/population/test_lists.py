"""Reading a list of people: every row comes back, good or with all its faults named."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from knowledge.pack import Pack
from knowledge.population.lists import ListError, PeopleList, Person

TODAY = date(2026, 11, 24)


def read(pack: Pack, *lines: str) -> list[Person]:
    return list(PeopleList.of_csv(lines, pack, TODAY))


@pytest.mark.parametrize(
    ("name", "cell", "value"),
    [
        ("age", "82", 82),
        ("年龄", "82", 82),
        ("age", "不清楚", None),
        ("local_hukou", "是", True),
        ("本市户籍", "否", False),
        ("local_hukou", "true", True),
        ("disability_grade", "2", 2),
        ("disability_grade", "二级", 2),
        ("disability_grade", "0", 0),
        ("care_level", "moderate", "moderate"),
        ("care_level", "中度失能", "moderate"),
        ("care_hint", "severe|total", frozenset({"severe", "total"})),
        ("care_hint", "大部分离不开人、卧床，全靠人", frozenset({"severe", "total"})),
        ("birth_date", "1944/03/05", date(1944, 3, 5)),
        ("child_birth_month", "2025-03", "2025-03"),
    ],
)
def test_a_cell_is_read_as_its_fact(pack: Pack, name: str, cell: str, value: Any) -> None:
    (person,) = read(pack, name, cell)

    assert (list(person.facts.values()), person.faults) == ([value], ())


@pytest.mark.parametrize(
    ("name", "cell", "fact"),
    [
        ("age", "82.5", "age"),
        ("age", "NaN", "age"),
        ("age", "-1", "age"),
        ("age", "999", "age"),
        ("age", "²", "age"),
        ("birth_date", "2026-02-30", "birth_date"),
        ("birth_date", "2027-01-01", "birth_date"),
        ("local_hukou", "也许", "local_hukou"),
        ("care_level", "很重", "care_level"),
        ("care_hint", "severe|坏", "care_hint"),
        ("child_birth_month", "2025-13", "child_birth_month"),
    ],
)
def test_what_cannot_be_is_a_fault_of_its_row(pack: Pack, name: str, cell: str, fact: str) -> None:
    (person,) = read(pack, name, cell)

    assert ([fault.fact for fault in person.faults], person.facts) == ([fact], {})


def test_every_fault_of_a_row_is_named_and_every_row_comes_back(pack: Pack) -> None:
    found = read(pack, "编号,age,local_hukou", "a,八十,也许", "", "b,70,是", "c,80,是,多了")

    assert [(p.row, p.key, [f.fact for f in p.faults]) for p in found] == [
        (2, "a", ["age", "local_hukou"]),
        (4, "b", []),
        (5, "c", ["row"]),
    ]


def test_facts_that_contradict_each_other_are_a_fault(pack: Pack) -> None:
    (person,) = read(pack, "age,birth_date", "70,1940-01-01")

    assert [fault.fact for fault in person.faults] == ["age"]


def test_a_blank_cell_and_a_short_row_leave_facts_unknown(pack: Pack) -> None:
    (person,) = read(pack, "applicant,age,local_hukou", "resident,")

    assert dict(person.facts) == {"applicant": "resident"}


def test_columns_that_are_no_facts_are_named_and_left_alone(pack: Pack) -> None:
    people = PeopleList.of_csv(["姓名,age", "某某,70"], pack, TODAY)

    assert (people.unread, [dict(p.facts) for p in people]) == (["姓名"], [{"age": 70}])


@pytest.mark.parametrize("heading", ["", "姓名,电话", "age,年龄"])
def test_a_heading_that_names_no_fact_or_one_twice_is_refused(pack: Pack, heading: str) -> None:
    with pytest.raises(ListError):
        read(pack, heading, "1,2")


def test_what_holds_for_everybody_gives_way_to_what_a_row_says(pack: Pack) -> None:
    rows = [(4, ["年龄", "本市户籍"]), (5, ["82", ""]), (9, ["83", "否"])]
    people = PeopleList(rows, pack, TODAY, {"applicant": "resident", "local_hukou": True})

    assert [(p.row, p.facts["applicant"], p.facts["local_hukou"]) for p in people] == [
        (5, "resident", True),
        (9, "resident", False),
    ]
