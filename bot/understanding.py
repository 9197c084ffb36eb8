"""What a message asks for, weighed from the classifier's ranking and the reader's findings. Knows no answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.pack import Pack
from knowledge.reading import Reading

# By how much a guess has to lead every rival, other intents included; with a smaller lead the nearest topics are
# offered. All three are set by cross-validation on what the bot is taught: a wrong answer is worse than a choice.
MARGIN = 0.15
SURE_OF_ANOTHER = 0.1
OFFERED = 3
FAINT = 0.03  # a topic less likely than this is not worth offering
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
    lead: float,
    context_topic: str | None = None,
) -> Understanding:
    """`ranking` holds topic ids with confidence, best first; `lead` is that of the first guess over every rival."""
    if intent in KINDS and (lead >= SURE_OF_ANOTHER or not ranking):
        return Understanding(KINDS[intent], side=reading.side)
    if intent in SMALLTALK:
        return Understanding("smalltalk")
    likely = [
        row["id"] for row in ranking if row["confidence"] >= FAINT and row["id"] in pack.topics
    ]
    if intent == "ask" and lead >= MARGIN and likely:
        return Understanding("direct", (likely[0],), reading.side)
    if likely and likely[0] in reading.topics:
        return Understanding("direct", (likely[0],), reading.side)
    offered = dict.fromkeys([*likely[:OFFERED], *reading.topics])
    if not offered and context_topic and reading.facets:
        return Understanding("direct", (context_topic,), reading.side)
    return Understanding("offer", tuple(offered)[:OFFERED], reading.side)
