"""What is found by typing, and in which order names come."""

from __future__ import annotations

import pytest

from models import Kind
from tests.models.rows import Add, Names


@pytest.mark.parametrize(
    "typed",
    ["松鹤", "松鹤养老院", "鹤养", "海州 松鹤", "songhe", "song he", "SHYLY", "ｓｏｎｇｈｅ",
     "新浦", "xinpu", "日间 松鹤", "（松鹤）"],
)  # fmt: skip
def test_two_characters_pinyin_or_initials_are_enough(add: Add, names: Names, typed: str) -> None:
    add(name="松鹤养老院", street="新浦街道", address="海州区日间路 1 号")
    add(name="望海托育园", kind=Kind.CHILDCARE, district="连云区")

    assert names(q=typed) == ["松鹤养老院"]


def test_nothing_typed_asks_nothing(add: Add, names: Names) -> None:
    add()

    assert names(q=" ") == names(q="") == names(q=None, tag=[], with_vacancy=False)
    assert len(names(q=" ")) == 1


@pytest.mark.parametrize("typed", ["%", "_", "\\", "（）", "'", "\x00", "松%院"])
def test_a_percent_sign_is_only_a_percent_sign(add: Add, names: Names, typed: str) -> None:
    add()

    assert names(q=typed) == []


def test_a_percent_sign_in_a_name_can_be_found(add: Add, names: Names) -> None:
    add(name="100%爱心养老院")
    add(name="1000爱心养老院")

    assert names(q="100%") == ["100%爱心养老院"]


def test_local_place_names_are_found_as_they_are_said(add: Add, names: Names) -> None:
    add(name="徐圩养老院")

    assert names(q="xuwei") == ["徐圩养老院"]


def test_the_name_itself_comes_before_mere_mentions(add: Add, names: Names) -> None:
    add(name="仁和养老院", address="松鹤路 2 号")
    add(name="新松鹤养老院")
    add(name="松鹤养老院")
    add(name="松鹤")

    assert names(q="松鹤") == ["松鹤", "松鹤养老院", "新松鹤养老院", "仁和养老院"]


def test_the_order_is_that_of_pinyin_on_every_server(add: Add, names: Names) -> None:
    for name in ("中心", "爱心", "Zebra", "安康", "a-1", "乐"):
        add(name=name)

    assert names() == ["a-1", "爱心", "安康", "乐", "Zebra", "中心"]
