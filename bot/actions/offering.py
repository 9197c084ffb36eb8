"""Our own buttons' words when they come back, in the same conversation or a new one: no classifier is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.actions.hearing import Heard
from knowledge.pack import Pack
from knowledge.reading import Choice
from knowledge.wording import FACETS

SIDES = {"养老的": "eldercare", "托育的": "childcare"}
PLACE = re.compile("(?:第|选|就)?([一二三四1234])(?:个|样|种|项)?")
SHORT = 8
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


def chosen(offered: Sequence[tuple[str, str]], heard: Heard, pack: Pack) -> Pressed | None:
    """The one of the buttons just shown that a few words mean: its number, part of it, or its side."""
    if not offered or len(heard.bare) > SHORT:
        return None
    place = PLACE.fullmatch(heard.bare)
    if place:
        at = "一二三四".find(place[1]) if place[1] in "一二三四" else int(place[1]) - 1
        return pressed(offered[at][1], pack) if at < len(offered) else None
    found = [pressed(payload, pack) for title, payload in offered if heard.bare in title]
    if len(found) == 1:
        return found[0]
    options = [pressed(payload, pack) for _, payload in offered]
    sides = [one for one in options if one and one.side and one.side == heard.reading.side]
    return sides[0] if len(sides) == 1 else None


def choices(pack: Pack) -> dict[str, Choice]:
    """What ambiguous words may mean, by the title that is offered."""
    return {
        row["title"]: Choice(**row) for word in pack.words["ambiguous"] for row in word["choices"]
    }


def _named(name: str, pack: Pack) -> str | None:
    pack = pack.heard
    for topic in pack.topics.values():
        if name == topic.title:
            return topic.id
    return next((e.topic for e in pack.entries() if e.title == name and e.topic), None)
