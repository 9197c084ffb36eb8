"""The one form that stored and typed text are given."""

from __future__ import annotations

from models import words


def test_brackets_and_widths_do_not_matter() -> None:
    assert words.compact("（示例）ＡＢＣ — 养老院") == "示例abc养老院"


def test_local_place_names_are_read_right() -> None:
    assert words.pinyin("徐圩圩丰") == "xu wei wei feng"


def test_each_part_is_a_line_once() -> None:
    assert words.lines(["助 浴", "", "助浴", "助餐"]) == "助浴\n助餐"
