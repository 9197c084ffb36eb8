"""Words find entries, two characters included."""

from __future__ import annotations

import pytest

from knowledge.pack import Pack
from knowledge.search import Search, grams


@pytest.fixture(scope="module")
def search(pack: Pack) -> Search:
    return Search(pack)


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("尊老金", "old_age_allowance"),
        ("高龄补贴", "old_age_allowance"),
        ("育儿补贴", "childrearing_subsidy"),
        ("水电费", "eldercare-13"),
        ("时间银行", "time_bank"),
        ("母婴室", "plan-21"),
        ("电梯", "eldercare-9"),
        ("eldercare-7", "eldercare-7"),
    ],
)
def test_it_finds(search: Search, query: str, wanted: str) -> None:
    assert wanted in [entry.id for entry in search.find(query)[:6]]


@pytest.mark.parametrize("query", ["", "   ", "%", "🙂", "qwxyz"])
def test_nothing_to_find_is_an_empty_list(search: Search, query: str) -> None:
    assert search.find(query) == []


def test_kinds_narrow_it(search: Search) -> None:
    assert {e.kind for e in search.find("养老院", kinds=("figure",))} == {"figure"}


def test_grams_keep_numbers_whole() -> None:
    assert grams("每月800元A") == ["每月", "800", "元", "a"]
