"""Conversations with the actions, each a list of turns in `talks.yml`: what is said, and what the answer must hold."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.loading import load_pack
from tests.bot.expecting import TALKS, check
from tests.bot.saying import Talk


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk["name"])
def test_a_conversation_goes_as_written(talk: dict[str, Any]) -> None:
    told = Talk(load_pack())

    for turn in talk["turns"]:
        check(told.say(turn["say"]), turn)
