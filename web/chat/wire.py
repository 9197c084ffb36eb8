"""Rasa's messages as an answer of ours: what fits is taken over, what does not is left out.

A button never carries a Rasa command, a card never leads off this site. Knows nothing of HTTP.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from knowledge.replies import Answer, Button, Card, Reply
from knowledge.resting import MOST_REFS

OUTCOMES = ("answered", "asking", "handoff", "emergency", "declined", "unknown")


class Garbled(ValueError):
    """Nothing that Rasa would send."""


def answer_of(messages: Any) -> Answer | None:
    """All of them as one answer; None where Rasa said nothing. Raises Garbled."""
    if not isinstance(messages, list) or not all(isinstance(m, Mapping) for m in messages):
        raise Garbled
    parts = [_custom(message) for message in messages]
    replies = tuple(_reply(row) for part in parts for row in _rows(part.get("replies")))
    refs = dict.fromkeys(ref for part in parts for ref in _texts(part.get("refs")))
    outcomes = [part["outcome"] for part in parts if part.get("outcome") in OUTCOMES]
    if not replies and not outcomes:
        return None
    return Answer(replies, tuple(refs)[:MOST_REFS], outcomes[-1] if outcomes else "answered")


def intent_of(messages: Any) -> str:
    """What the bot took the message for; empty where it does not say."""
    found = [_custom(message).get("intent") for message in messages]
    return next((each for each in found if isinstance(each, str)), "")


def _custom(message: Mapping[str, Any]) -> Mapping[str, Any]:
    """What our actions send; a bare text, as Rasa's own fallbacks send it, is a reply too."""
    custom = message.get("custom")
    if isinstance(custom, Mapping):
        return custom
    return {"replies": [message]} if isinstance(message.get("text"), str) else {}


def _reply(row: Mapping[str, Any]) -> Reply:
    buttons = (Button(b["title"], b["payload"]) for b in _with(row, "buttons", "title", "payload"))
    cards = _with(row, "cards", "kind", "id", "title", "url")
    return Reply(
        str(row.get("text") or ""),
        tuple(b for b in buttons if not b.payload.lstrip().startswith("/")),
        tuple(Card(c["kind"], c["id"], c["title"], c["url"]) for c in cards if _local(c["url"])),
    )


def _with(row: Mapping[str, Any], name: str, *fields: str) -> Iterable[Mapping[str, str]]:
    return (
        each
        for each in _rows(row.get(name))
        if all(isinstance(each.get(field), str) for field in fields)
    )


def _rows(value: Any) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def _texts(value: Any) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _local(url: str) -> bool:
    return url.startswith("/") and not url.startswith(("//", "/\\"))
