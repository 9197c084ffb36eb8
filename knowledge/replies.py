"""The shape of a reply, and the standing sentences of the pack as replies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from knowledge.pack import AnyEntry, Pack
from knowledge.saying import say

PATHS = {"policy": "policies", "benefit": "benefits", "guide": "guides", "figure": "figures"}


@dataclass(frozen=True)
class Button:
    """`payload` is plain words, sent back as a message."""

    title: str
    payload: str


def person() -> Button:
    """Asks for a person instead of the machine."""
    return Button(say("转人工"), "转人工")


@dataclass(frozen=True)
class Card:
    kind: str
    id: str
    title: str
    url: str


@dataclass(frozen=True)
class Reply:
    text: str
    buttons: tuple[Button, ...] = ()
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True)
class Answer:
    """A whole turn; `outcome` and `refs` as in the public contract."""

    replies: tuple[Reply, ...]
    refs: tuple[str, ...] = ()
    outcome: str = "answered"

    def plain(self) -> dict[str, Any]:
        """As the contract writes it, without the conversation."""
        return {
            "replies": [
                {
                    "text": reply.text,
                    "buttons": [asdict(button) for button in reply.buttons],
                    "cards": [asdict(each) for each in reply.cards],
                }
                for reply in self.replies
            ],
            "refs": list(self.refs),
            "outcome": self.outcome,
        }


def card(entry: AnyEntry) -> Card:
    return Card(entry.kind, entry.id, entry.title, f"/{PATHS[entry.kind]}/{entry.id}")


def said(pack: Pack, reply: str, outcome: str = "answered", *buttons: Button) -> Answer:
    """One of the pack's standing sentences."""
    return Answer((Reply(pack.replies[reply], buttons),), outcome=outcome)


def offer(pack: Pack, topics: Sequence[str]) -> Answer:
    """An abstention: the nearest topics to choose from, 12345 and a person."""
    buttons = [
        Button(pack.topics[topic].title, pack.heard.topics[topic].title) for topic in topics[:3]
    ]
    if not buttons:
        return said(pack, "unknown_alone", "unknown", person())
    return said(pack, "unknown", "unknown", *buttons, person())
