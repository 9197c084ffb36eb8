"""No number below five is shown, and none can be reckoned from what is shown: against every way it could have been."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from web.stats.hiding import OPEN, SMALL, Part, parts, total


@pytest.mark.parametrize(
    ("times", "shown"), [(0, 0), (-2, 0), (1, None), (4, None), (5, 5), (7, 7)]
)
def test_a_small_total_is_hidden(times: int, shown: int | None) -> None:
    assert total(times) == shown


def test_parts_are_in_fives_and_small_ones_hidden() -> None:
    assert parts({"甲": 23, "乙": 9, "丙": 3, "丁": 0}) == (
        Part("甲", 20), Part("乙", 5), Part("丙", None), Part("丁", 0),
    )  # fmt: skip


@pytest.mark.parametrize(
    "counts",
    [
        {"甲": 2, "乙": 1},  # a total that is hidden itself
        {"甲": 5, "乙": 1},  # 6 in all, of which 5 or more are 甲's
        {"甲": 4, "乙": 4},  # 8 in all, and none has more than 4
        {str(n): 4 for n in range(20)},
        {str(n): 1 for n in range(20)},
    ],
    ids=str,
)
def test_where_the_total_gives_one_away_nothing_is_shown(counts: dict[str, int]) -> None:
    assert parts(counts) is None


def ways(shown: tuple[Part, ...], whole: int) -> Iterator[tuple[int, ...]]:
    """All that the numbers could have been, as somebody knows who sees the table, the total and the rule."""
    spans = (range(each.least, each.most + 1) for each in shown)
    return (each for each in product(*spans) if sum(each) == whole)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.integers(0, 14), min_size=1, max_size=5))
def test_a_hidden_number_could_always_be_at_least_three(numbers: list[int]) -> None:
    counts = {str(place): number for place, number in enumerate(numbers)}
    shown = parts(counts)
    if shown is None:
        return
    possible = list(ways(shown, sum(numbers)))

    assert tuple(numbers) in possible
    for place, each in enumerate(shown):
        if each.times is None:
            assert 0 < numbers[place] < SMALL
            assert len({way[place] for way in possible}) >= OPEN
        else:
            assert each.times <= numbers[place] < each.times + SMALL
