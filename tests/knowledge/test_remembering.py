"""What is remembered is what would be judged anew, whoever asks and however many at once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest

from knowledge import remembering
from knowledge.eligibility import Result, screen
from knowledge.pack import Pack
from tests.knowledge.people import people, with_gaps

TODAY = date(2026, 11, 24)
DAYS = (TODAY, date(2025, 8, 31), date(2027, 1, 1))


def forgetful(pack: Pack) -> Pack:
    """The same pack with nothing remembered."""
    return replace(pack, benefits={name: replace(b) for name, b in pack.benefits.items()})


def somebody(size: int) -> Iterator[dict[str, Any]]:
    chance = Random(size)
    return (with_gaps(person, chance) for person in people(size, 11, date(2025, 8, 31)))


def answer(pack: Pack, person: dict[str, Any], day: date) -> list[tuple[Result, tuple[str, ...]]]:
    """Results with what equality leaves aside."""
    facts = {name: value for name, value in person.items() if name != "child_age_months"}
    return [(result, result.asks) for result in screen(pack, facts, day)]


@pytest.mark.parametrize("day", DAYS)
def test_a_remembered_judgement_is_the_one_made_anew(pack: Pack, day: date) -> None:
    for person in somebody(250):
        first = answer(pack, person, day)

        assert answer(pack, person, day) == first == answer(forgetful(pack), person, day)


def test_a_full_memory_starts_afresh(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "AT_MOST", 3)
    small = forgetful(pack)

    for person in somebody(60):
        assert answer(small, person, TODAY) == answer(pack, person, TODAY)


def test_threads_that_share_a_memory_agree(pack: Pack) -> None:
    shared, persons = forgetful(pack), list(somebody(100)) * 2
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda person: answer(shared, person, TODAY), persons))

    assert found == [answer(pack, person, TODAY) for person in persons]
