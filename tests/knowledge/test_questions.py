"""The next best question over a made-up population: fewer questions, the same decisions."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date

import pytest

from knowledge.pack import Pack
from tests.knowledge.asking import VOCABULARY, best_first, in_order
from tests.knowledge.people import people

TODAY = date(2026, 11, 24)
POPULATION = 10_000


def test_the_order_compared_with_is_that_of_every_fact_that_may_be_asked(pack: Pack) -> None:
    assert set(VOCABULARY) == {spec.id for spec in pack.facts.values() if spec.askable}


def test_the_best_question_asks_at_most_three_of_five_and_decides_the_same(
    pack: Pack, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: Counter[str] = Counter()
    for person in people(POPULATION, 2026, TODAY):
        best, every = best_first(pack, person, TODAY), in_order(pack, person, TODAY, VOCABULARY)
        theirs = in_order(pack, person, TODAY, concerning(pack, person["applicant"]))
        asked.update(best=best.count, every=every.count, theirs=theirs.count)
        assert best.decided == every.decided == theirs.decided, person
    with capsys.disabled():
        sys.stdout.write(figures(asked))
    assert asked["best"] <= 0.60 * asked["every"]


def concerning(pack: Pack, applicant: str) -> list[str]:
    """The part of the vocabulary that a form made for this kind of applicant would ask."""
    return [f for f in VOCABULARY if applicant in (pack.facts[f].applicants or (applicant,))]


def figures(asked: Counter[str]) -> str:
    each, of_all = asked["best"] / POPULATION, asked["best"] / asked["every"]
    of_theirs = asked["best"] / asked["theirs"]
    return (
        f"\n{each:.2f} questions a person: {of_all:.1%} of the vocabulary's order, "
        f"{of_theirs:.1%} of the part of it that concerns the applicant\n"
    )
