"""Replies an advisor may take over: the pack's own answers to what was said last, each with what it rests on.

Decides nothing and sends nothing: a person reads them first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.answering import answer_entries
from knowledge.pack import Pack
from knowledge.search import index_of
from models import Message, Sender
from web.eligibility.hearing import hear
from web.inbox.brief import words

OFFERED, LAST_SAID = 3, 3
KINDS = ("benefit", "guide", "policy")


@dataclass(frozen=True)
class Suggestion:
    """`text` ends with its source; `id` is the entry it comes from."""

    id: str
    title: str
    text: str


def suggest(pack: Pack, said: Sequence[Message], day: date) -> list[Suggestion]:
    asked = [m.text for m in said if m.sender is Sender.RESIDENT]
    facts = _facts(pack, said, day)
    found = index_of(pack).find("。".join(asked[-LAST_SAID:]), OFFERED, KINDS) if asked else []
    return [
        Suggestion(
            entry.id, entry.title, answer_entries(pack, [entry], day, facts=facts).replies[0].text
        )
        for entry in found
    ]


def added(text: str, suggestions: Sequence[Suggestion], wanted: str) -> str:
    """What was written, with the wanted suggestion beneath."""
    chosen = [each.text for each in suggestions if each.id == wanted]
    return "\n".join(part for part in (text.rstrip(), *chosen) if part)


def _facts(pack: Pack, said: Sequence[Message], day: date) -> dict[str, Any]:
    """Of the one person who was spoken of; of several it would not be known who is meant."""
    heard = hear(pack, words(said), day)
    return dict(heard[0].facts) | {"applicant": heard[0].applicant} if len(heard) == 1 else {}
