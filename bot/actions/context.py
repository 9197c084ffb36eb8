"""What a short message leaves unsaid: the topic spoken of before, for another side, facet or person.

Knows nothing of how the topic is answered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.actions.hearing import EDGES, Heard
from bot.actions.memory import Memory
from knowledge.pack import Pack
from knowledge.reading import Person

FILLERS = re.compile(
    f"[{re.escape(EDGES)}]|那么?|呢|的话?|吗|嘛|啊|呀|吧|哎|嗯|都|也|一般|大概|到底|还|再|请问|问下|问一下|这个|这样|我|俺|需?要|怎么样|的?情况|一下|具体|一共|一个月|一年"
)
SIDE_ONLY = re.compile(
    r"(?:那么?|换成|要是|如果是)?(养老院?|老人|敬老院|托育|托儿所?|托班|孩子|小孩|宝宝|幼儿园|娃)(?:机构|这边|那边|这块|那块|方面|的)*(?:呢|怎么说|怎么样|咋说|也一样吗|也是吗|也有吗|有吗)?"
)
CHILDREN = ("托育", "托儿", "托儿所", "托班", "孩子", "小孩", "宝宝", "幼儿园", "娃")
PERSON_ONLY = re.compile(
    r"(?:那么?|换成|要是|再看看?|看看|问问)?.{1,6}(?:呢|怎么样|咋样|行吗|能不能|有吗)?"
)
SHORT = 2


@dataclass(frozen=True)
class Carried:
    """The topic spoken of, as this message means it."""

    topic: str
    side: str | None
    facets: tuple[str, ...] = ()
    person: Person | None = None


def carried(memory: Memory, heard: Heard, pack: Pack) -> Carried | None:
    """None where the message says itself what it is about, or nothing was spoken of."""
    if memory.topic is None or memory.topic not in pack.topics or heard.reading.topics:
        return None
    other = _other_side(memory, heard, pack)
    if other:
        return other
    if left(heard) > SHORT:
        return None
    people = [person for person in heard.reading.persons if person.applicant]
    if len(people) == 1 and PERSON_ONLY.fullmatch(heard.bare) and not people[0].facts:
        return Carried(memory.topic, memory.side, heard.reading.facets, people[0])
    if heard.reading.facets and not people:
        return Carried(memory.topic, memory.side, heard.reading.facets)
    return None


def _other_side(memory: Memory, heard: Heard, pack: Pack) -> Carried | None:
    """The same matter on the side that is named alone: the topic itself, or its counterpart there."""
    found = SIDE_ONLY.fullmatch(heard.bare)
    if not found:
        return None
    side = "childcare" if found[1] in CHILDREN else "eldercare"
    topic = str(memory.topic)
    if any(entry.side in (side, "both") for entry in pack.on_topic(topic)):
        return Carried(topic, side, heard.reading.facets) if side != memory.side else None
    other = _counterpart(pack, topic, side)
    return Carried(other, side, heard.reading.facets) if other else None


def _counterpart(pack: Pack, topic: str, side: str) -> str | None:
    """日托 is 日间照料 for the old and 托育 for children: the words that mean two things know both."""
    for row in pack.words["ambiguous"]:
        if any(choice["topic"] == topic for choice in row["choices"]):
            for choice in row["choices"]:
                if choice["side"] == side:
                    return str(choice["topic"])
    return None


def left(heard: Heard) -> int:
    """How many characters are neither understood nor empty words."""
    known = set()
    for span in heard.reading.spans:
        known |= set(range(span.start, span.end))
    rest = "".join(c for at, c in enumerate(heard.text) if at not in known)
    return len(FILLERS.sub("", rest))
