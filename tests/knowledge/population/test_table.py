"""The table and the one-by-one engine say the same of everybody, whatever is left unsaid and on whatever day."""

from __future__ import annotations

from contextlib import closing
from datetime import date, timedelta
from random import Random
from typing import Any
from urllib.parse import parse_qs, urlsplit

import ibis
import pyarrow as pa
import pytest

from knowledge.eligibility import screen
from knowledge.facts import add_months, check
from knowledge.pack import Pack
from knowledge.population import as_row, schema, screened
from tests.knowledge.people import people, with_gaps

DAYS = (
    date(2026, 11, 24),
    date(2026, 11, 30),
    date(2027, 1, 1),
    date(2025, 6, 30),
    date(2028, 2, 29),
)
SEEDS, EACH = range(10), 10_000
Person = dict[str, Any]


def population(size: int, seed: int, day: date) -> list[Person]:
    """People with random gaps; some are known by their birth date, some do not say who they are."""
    chance = Random(seed)
    return [_born(with_gaps(person, chance), chance, day) for person in people(size, seed, day)]


def _born(person: Person, chance: Random, day: date) -> Person:
    age = person.get("age")
    if age is None or chance.random() < 0.5:
        return person
    born = add_months(day, -12 * age) - timedelta(chance.randrange(360))
    told = {**person, "birth_date": born.isoformat()}
    return told if chance.random() < 0.5 else {k: v for k, v in told.items() if k != "age"}


def table(pack: Pack, persons: list[Person]) -> pa.Table:
    columns = ibis.schema({**schema(pack), "row": "int64"}).to_pyarrow()
    rows = [{**as_row(check(p, pack.facts), pack), "row": n} for n, p in enumerate(persons)]
    return pa.Table.from_pylist(rows, schema=columns)


def one_by_one(pack: Pack, persons: list[Person], day: date) -> list[dict[str, str | None]]:
    blank = dict.fromkeys(pack.benefits)
    return [{**blank, **{r.benefit.id: r.status for r in screen(pack, p, day)}} for p in persons]


def at_once(pack: Pack, con: Any, people: Any, day: date) -> list[dict[str, str | None]]:
    found = screened(people, pack, day, ["row"]).order_by("row")
    return [
        {k: v for k, v in row.items() if k != "row"} for row in con.to_pyarrow(found).to_pylist()
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_hundred_thousand_people_are_judged_alike(pack: Pack, seed: int) -> None:
    day = DAYS[seed % len(DAYS)]
    persons = population(EACH, seed, day)
    found = at_once(pack, ibis.duckdb.connect(), ibis.memtable(table(pack, persons)), day)

    assert found == one_by_one(pack, persons, day)


def test_the_same_expression_runs_on_postgresql(pack: Pack, postgres_database: str) -> None:
    parts = urlsplit(postgres_database)
    home = parse_qs(parts.query)["host"][0]
    con = ibis.postgres.connect(host=home, user="tests", database=parts.path[1:])
    with closing(con.con):
        for day in DAYS:
            persons = population(400, 99, day)
            stored = con.create_table(f"people_{day:%Y%m%d}", table(pack, persons))
            assert at_once(pack, con, stored, day) == one_by_one(pack, persons, day)


def test_the_benefits_of_one_kind_are_those_that_concern_it(pack: Pack) -> None:
    people = ibis.memtable(table(pack, population(10, 1, DAYS[0])))
    found = screened(people, pack, DAYS[0], ["row", "applicant"], "worker")

    kinds = (("worker" in (b.applicant, *b.also_applicants), b.id) for b in pack.benefits.values())
    assert set(found.columns) == {"row", "applicant", *(name for ours, name in kinds if ours)}


def test_a_scheme_not_in_force_is_said_to_be_so_for_everybody(pack: Pack) -> None:
    persons = [{"applicant": "resident", "age": 70, "care_level": "total"}, {}]
    for day in (date(2025, 12, 31), date(2027, 1, 1)):
        found = at_once(pack, ibis.duckdb.connect(), ibis.memtable(table(pack, persons)), day)
        assert found == one_by_one(pack, persons, day)
