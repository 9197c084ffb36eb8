"""Two questions in one message: the parts of it that name different topics, each with its own facets."""

from __future__ import annotations

import re

from bot.actions.hearing import Heard
from bot.actions.world import World
from knowledge.reading import reader_of

BREAKS = re.compile("[。？！?!；;，,、\n ]+|还有就是|还有|另外|顺便|以及|再问一下|再问")


def separate(heard: Heard, world: World) -> list[tuple[str, tuple[str, ...]]]:
    """Each topic named in a part of its own; a part that names none adds its facets to the one before."""
    reader = reader_of(world.pack)
    found: list[tuple[str, tuple[str, ...]]] = []
    for part in BREAKS.split(heard.text):
        read = reader.read(part, world.day)
        for topic in read.topics[:1]:
            if topic not in [known for known, _ in found]:
                found.append((topic, ()))
        if found and read.facets:
            topic, facets = found[-1]
            found[-1] = topic, tuple(dict.fromkeys((*facets, *read.facets)))
    return found
