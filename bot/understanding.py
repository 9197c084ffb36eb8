"""What a message asks for, weighed from the classifier's ranking and the reader's findings. Knows no answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.pack import Pack
from knowledge.reading import Reading

MARGIN = 0.1  # from here on the first guess is right about as often as all others together (cross-validated)
OFFERED = 3
FAINT = 0.08  # a topic less likely than this is not worth offering
KINDS = {
    "find_provider": "find",
    "check_eligibility": "check",
    "inform": "inform",
    "out_of_scope": "out",
}
SMALLTALK = ("greet", "thanks", "goodbye", "who_are_you", "how_are_you")


@dataclass(frozen=True)
class Understanding:
    """`kind` is direct, offer, smalltalk, find, check, inform or out; `topics` best first."""

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
    """`ranking` holds topic ids with confidence, best first."""
    if intent in KINDS:
        return Understanding(KINDS[intent], side=reading.side)
    if intent in SMALLTALK:
        return Understanding("smalltalk")
    likely = [
        row["id"] for row in ranking if row["confidence"] >= FAINT and row["id"] in pack.topics
    ]
    sure = _sure(ranking) and likely
    if intent == "ask" and sure:
        return Understanding("direct", (likely[0],), reading.side)
    near = [topic for topic in reading.topics if topic in [row["id"] for row in ranking[:OFFERED]]]
    if near:
        return Understanding("direct", (near[0],), reading.side)
    offered = dict.fromkeys([*likely[:OFFERED], *reading.topics])
    if not offered and context_topic and reading.facets:
        return Understanding("direct", (context_topic,), reading.side)
    return Understanding("offer", tuple(offered)[:OFFERED], reading.side)


def _sure(ranking: Sequence[Mapping[str, Any]]) -> bool:
    if not ranking:
        return False
    second = ranking[1]["confidence"] if len(ranking) > 1 else 0.0
    return bool(ranking[0]["confidence"] - second >= MARGIN)
