"""What a message asks for, weighed from the classifier's ranking and the reader's findings. Knows no answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.pack import Pack
from knowledge.reading import Reading

SURE = 0.5


@dataclass(frozen=True)
class Understanding:
    kind: str
    topics: tuple[str, ...] = ()
    side: str | None = None


def understand(
    ranking: Sequence[Mapping[str, Any]],
    intent: str,
    reading: Reading,
    pack: Pack,
    context_topic: str | None = None,
) -> Understanding:
    topics = tuple(row["id"] for row in ranking)
    side = reading.side
    kinds = {
        "find_provider": "find",
        "check_eligibility": "check",
        "inform": "inform",
        "out_of_scope": "out",
    }
    if intent in kinds:
        return Understanding(kinds[intent], topics, side)
    if intent in ("greet", "thanks", "goodbye", "who_are_you", "how_are_you"):
        return Understanding("smalltalk")
    if intent == "ask" and reading.topics:
        return Understanding("direct", reading.topics, side)
    if intent == "ask" and ranking and ranking[0]["confidence"] >= SURE:
        return Understanding("direct", topics[:1], side)
    return Understanding("offer", topics[:3], side)
