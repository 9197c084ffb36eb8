"""The one form that stored and typed text are given."""

from __future__ import annotations

from models import words


def test_brackets_and_widths_do_not_matter() -> None:
    assert words.compact("（示例）ＡＢＣ — 养老院") == "示例abc养老院"


def test_pairs_are_neighbours() -> None:
    assert words.pairs("养老院") == ["养老", "老院"]
    assert words.pairs("院") == []


def test_local_place_names_are_read_right() -> None:
    assert words.pinyin("徐圩圩丰") == "xu wei wei feng"


def test_a_word_never_matches_across_two_parts() -> None:
    assert "院海" not in words.searchable(["养老院", "海州区"])


def test_terms_hold_pairs_syllables_and_initials() -> None:
    assert words.terms(["新浦"]).split() == ["新浦", "xin", "pu", "xp"]
