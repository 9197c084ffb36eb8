"""The talks of `tests/bot/talks.yml` with the running service: Rasa's own understanding, a real list of places."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bot.expecting import TALKS, check
from tests.live import Service
from web.chat.wire import answer_of

pytestmark = pytest.mark.live


@pytest.mark.parametrize(
    "talk", [talk for talk in TALKS if talk.get("live", True)], ids=lambda talk: talk["name"]
)
def test_a_conversation_goes_as_written(service: Service, talk: dict[str, Any]) -> None:
    conversation = None
    for turn in talk["turns"]:
        told = service.ask(turn["say"], conversation)
        conversation = told["conversation_id"]
        answer = answer_of([{"custom": told}])
        assert answer is not None
        check(answer, turn)
