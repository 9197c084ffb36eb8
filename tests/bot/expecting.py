"""What a turn of `talks.yml` says the answer must hold. Knows neither the actions nor the service."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from knowledge.replies import Answer

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
