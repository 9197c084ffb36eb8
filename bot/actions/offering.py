"""Our own buttons' words when they come back, in the same conversation or a new one: no classifier is asked."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.pack import Pack
from knowledge.reading import Choice
from knowledge.wording import FACETS

SIDES = {"养老的": "eldercare", "托育的": "childcare"}
FACET_IDS = {label: facet for facet, label in FACETS.items()}


@dataclass(frozen=True)
class Pressed:
    """What a button of ours asks for: a topic, perhaps one side of it, perhaps one facet."""

    topic: str
    side: str | None = None
    facets: tuple[str, ...] = ()
    find: str | None = None


def pressed(text: str, pack: Pack) -> Pressed | None:
    """The button whose words these are, or None."""
    text = text.strip()
    choice = choices(pack).get(text)
    if choice:
        side = choice.side if choice.side in SIDES.values() else None
        return Pressed(choice.topic, side, find=choice.find)
    name, _, tail = text.rpartition("，")
    topic = _named(name if name and (tail in SIDES or tail in FACET_IDS) else text, pack)
    if topic is None:
        return None
    return Pressed(topic, SIDES.get(tail), (FACET_IDS[tail],) if tail in FACET_IDS else ())


def choices(pack: Pack) -> dict[str, Choice]:
    """What ambiguous words may mean, by the title that is offered."""
    return {
        row["title"]: Choice(**row) for word in pack.words["ambiguous"] for row in word["choices"]
    }


def _named(name: str, pack: Pack) -> str | None:
    for topic in pack.topics.values():
        if name == topic.title:
            return topic.id
    return next((e.topic for e in pack.entries() if e.title == name and e.topic), None)
