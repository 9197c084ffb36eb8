"""One message as the actions hear it: its words, what the language model made of it, what the reader found."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.pack import Pack
from knowledge.reading import Reading, reader_of

ASKS = re.compile("[?？]|吗|呢|怎么|咋|多少|哪|什么|啥|(?<!好)几|能不能|可不可以|不$")
EDGES = " 。，,.!！?？~～、;；:：…"


@dataclass(frozen=True)
class Heard:
    """`ranking` are topics with confidence, best first, as the classifier gives them."""

    text: str
    intent: str
    ranking: Sequence[Mapping[str, Any]]
    strength: Mapping[str, Any]
    reading: Reading
    calm: bool = False  # they have said that what sounds like danger is none

    @property
    def bare(self) -> str:
        """The tidy words without what stands at their ends."""
        return self.reading.clean.strip(EDGES)

    @property
    def asks(self) -> bool:
        """Whether it sounds like a question: such a message is hardly an answer to ours."""
        return bool(self.bare and ASKS.search(self.reading.clean))


def _closed_up(text: str) -> str:
    """我 妈 82 岁 is 我妈82岁: typed with a blank after every character."""
    parts = text.split()
    spread = len(parts) > 2 and sum(len(part) == 1 for part in parts) * 2 > len(parts)
    return "".join(parts) if spread else text


def hear(message: Mapping[str, Any], pack: Pack, day: date) -> Heard:
    """What Rasa sends as the latest message; what is missing counts as not understood."""
    text = _closed_up(str(message.get("text") or ""))
    intent = message.get("intent") or {}
    return Heard(
        text=text,
        intent=str(intent.get("name") or ""),
        ranking=[row for row in message.get("topics") or () if row.get("id") in pack.topics],
        strength=message.get("strength") or {},
        reading=reader_of(pack).read(text, day),
        calm=(message.get("metadata") or {}).get("calm") is True,
    )
