"""The judge itself: what counts as right, how sure a share is, and that no question was changed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.judging.judging import Judge, Judged, interval, macro_f1, risk_curve
from bot.judging.questions import REGISTERS, changed, rows, texts
from knowledge.loading import load_pack
from knowledge.pack import Pack

DAY = date(2026, 11, 24)
SURE, UNSURE = 0.9, 0.2


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack()


def ranked(*topics: tuple[str, float]) -> dict[str, Any]:
    found = [{"id": name, "confidence": chance} for name, chance in topics]
    margin = topics[0][1] - topics[1][1]
    return {"intent": {"name": "ask"}, "topics": found, "strength": {"margin": margin}}


def verdict(pack: Pack, heard: dict[str, Any], wanted: str) -> str:
    text = "随便一句没有关键词的话"
    judge = Judge(pack, DAY, {text: heard})
    return judge.judge({"text": text, "id": wanted, "topic": "time_bank"}).verdict


def test_a_direct_answer_is_right_or_wrong(pack: Pack) -> None:
    sure = ranked(("time_bank", SURE), ("rural", 0.01))

    assert verdict(pack, sure, "time_bank") == "right"
    assert verdict(pack, sure, "plan-20") == "wrong"


def test_what_is_offered_counts_by_what_a_press_answers(pack: Pack) -> None:
    unsure = ranked(("time_bank", UNSURE), ("rural", UNSURE))

    assert verdict(pack, unsure, "time_bank") == "offered"
    assert verdict(pack, unsure, "childcare-1") == "missed"


def test_the_interval_is_wilsons() -> None:
    low, high = interval(90, 100)

    assert (round(low, 3), round(high, 3)) == (0.826, 0.945)
    assert interval(0, 0) == (0.0, 1.0)


def test_macro_f1_counts_every_topic_alike() -> None:
    assert macro_f1([("a", "a"), ("a", "a"), ("b", "a")]) == pytest.approx(0.4)


def test_the_surest_are_answered_first() -> None:
    row = {"topic": "a"}
    judged = [Judged(row, "", "", topic, margin) for topic, margin in (("b", 0.1), ("a", 0.9))]

    assert risk_curve(judged) == [(0.5, 0.0), (1.0, 0.5)]


def test_no_question_was_changed_and_all_are_ranked(pack: Pack) -> None:
    asked = set(texts(pack))

    assert changed() == []
    assert all(row["text"] in asked for name in REGISTERS for row in rows(name))
