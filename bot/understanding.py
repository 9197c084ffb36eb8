"""What a message asks for, weighed from the classifier's ranking and the reader's findings. Knows no answer."""

from __future__ import annotations

import re
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
# A question about no benefit in particular, at the end of what was told: 能领什么, 有啥补贴, 可以享受哪些政策.
GENERAL = re.compile(
    "(?:领|享受|享|办|拿|得|申请|有)到?(?:些|点)?(?:什么|啥|哪些|哪几样|哪样)"
    "(?:样|种)?(?:的)?(?:钱|补贴|补助|政策|待遇|好处|照顾|优惠)?(?:可以)?[领拿办]?"
    "[呢吗呀啊嘛吧不的?？。！!~\\s]*$"
)
TOLD = 2  # so many facts before it and somebody is asking for themselves or their own
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
    if asks_in_general(reading):
        return Understanding("check", side=reading.side)
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


def asks_in_general(reading: Reading) -> bool:
    """Whether somebody told of themselves and then asked what there is: no classifier need be sure of that."""
    told = set(reading.facts) - {"applicant"}
    return len(told) >= TOLD and not reading.topics and bool(GENERAL.search(reading.clean))
