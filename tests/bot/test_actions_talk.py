"""Conversations with the actions, each a list of turns in `talks.yml`: what is said, and what the answer must hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.loading import load_pack
from knowledge.replies import Answer
from tests.bot.saying import Talk

TALKS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "talks.yml").read_text(encoding="utf-8")
)


def text_of(answer: Answer) -> str:
    return "\n".join(reply.text for reply in answer.replies)


def check(answer: Answer, turn: dict[str, Any]) -> None:
    """Each key of a turn but `say` is one thing to hold."""
    said = f"{turn['say']} → {answer}"
    text = text_of(answer)
    assert answer.outcome == turn.get("outcome", answer.outcome), said
    assert turn.get("ref") in (None, *answer.refs), said
    assert all(part in text for part in turn.get("has", ())), said
    assert not any(part in text for part in turn.get("lacks", ())), said
    buttons = [button.title for reply in answer.replies for button in reply.buttons]
    assert set(turn.get("buttons", ())) <= set(buttons), said
    assert len(answer.replies) == turn.get("replies", len(answer.replies)), said


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk["name"])
def test_a_conversation_goes_as_written(talk: dict[str, Any]) -> None:
    told = Talk(load_pack())

    for turn in talk["turns"]:
        check(told.say(turn["say"]), turn)
