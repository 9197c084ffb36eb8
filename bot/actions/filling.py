"""A message taken as the answer to the pending question, or as mending something said before.

Gives None where the message is neither; what is asked next is for `checking`, about a topic for `following`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.actions import checking, following, talking
from bot.actions.answers import given
from bot.actions.hearing import Heard
from bot.actions.memory import CHECK, Memory
from bot.actions.offering import pressed
from bot.actions.world import World
from knowledge.pack import FactSpec
from knowledge.replies import Answer

Turn = tuple[Answer, Memory]
WHY = re.compile(
    ".{0,6}(?:为什么|为啥|干嘛|干啥)(?:要)?(?:问|知道|要).{0,6}|.{0,6}(?:什么|啥)意思.{0,4}|怎么(?:看|算|答|选).{0,4}"
)
TAKEN_BACK = re.compile(
    "^.*?(?:不对|错了|应该是|更正|口误|改一下|弄错|说错|打错|填错|记错)(?:了)?[,， ]*(?:应该)?(?:是)?"
)
CERTAIN = ("integer", "month", "date")  # a number stays one, also inside a question
LONG = 14
PRONOUN = re.compile("^(?:他|她|我|俺|它|今年|其实|是)+")
FIGURES = ("age", "child_age_months", "child_birth_month")


def answered(before: Memory, memory: Memory, heard: Heard, world: World) -> Turn | None:
    """The turn that the answer leads to."""
    if heard.reading.correction and (before.person or before.asking):
        turn = _mended(before, memory, heard, world)
        if turn:
            return turn
    return _to_question(before, memory, heard, world) if before.asking else None


def _to_question(before: Memory, memory: Memory, heard: Heard, world: World) -> Turn | None:
    spec, heard_as = (p.facts[str(before.asking)] for p in (world.pack, world.pack.heard))
    if WHY.fullmatch(heard.bare):
        lead = f"{spec.why}{spec.help}\n"
        return Answer((checking.repeated(memory, world, lead),), outcome="asking"), memory
    if (
        pressed(heard.text, world.pack)
        and heard.text.strip() not in dict(heard_as.options).values()
    ):
        return None
    found = given(heard_as, heard, world.pack, world.day)
    if found is None:
        return _other_facts(before, memory, heard, world)
    if heard.reading.topics and heard.asks:
        return _and_question(memory, spec, found.facts, heard, world)
    if heard.reading.facets and heard.asks and spec.type not in CERTAIN:
        return None
    return _kept(memory, spec, found.facts, heard, world)


def _kept(
    memory: Memory, spec: FactSpec, told: Mapping[str, Any], heard: Heard, world: World
) -> Turn:
    if memory.form:
        return checking.answered(memory, spec, told, world)
    memory = checking.learned(memory, spec, told)
    return following.about_topic(replace(memory, asking=None), heard, world)


def _and_question(
    memory: Memory, spec: FactSpec, told: Mapping[str, Any], heard: Heard, world: World
) -> Turn:
    """82，尊老金多少钱: the answer is kept, the question is answered, the next one is put."""
    memory, reading = checking.learned(memory, spec, told), heard.reading
    answer, memory = talking.speak(
        reading.topics, reading.side, reading.facets, memory, heard, world
    )
    if not memory.form:
        return answer, replace(memory, asking=None)
    more, memory = checking.step(memory, world)
    return replace(more, replies=(*answer.replies, *more.replies), refs=answer.refs), memory


def _other_facts(before: Memory, memory: Memory, heard: Heard, world: World) -> Turn | None:
    """Something else told instead of the answer; a question or a wish for something else is left alone."""
    told = new_facts(before, memory)
    if not told or memory.who != before.who or heard.reading.topics or heard.asks:
        return None
    if memory.form:
        return checking.step(memory, world)
    return following.about_topic(memory, heard, world)


def _mended(before: Memory, memory: Memory, heard: Heard, world: World) -> Turn | None:
    told = new_facts(before, memory)
    if not told:
        return _mended_last(before, memory, heard, world)
    if before.form or before.about == CHECK:
        return checking.corrected(memory, told, world)
    return following.told(memory, heard, world)


def _mended_last(before: Memory, memory: Memory, heard: Heard, world: World) -> Turn | None:
    """不对，没有: the fact that was answered last. With nothing new said, it is asked again."""
    if not (before.form or before.about == CHECK) or len(heard.bare) > LONG:
        return None
    known = before.person.facts if before.person else {}
    rest = PRONOUN.sub("", TAKEN_BACK.sub("", heard.bare))
    bare = replace(heard, reading=replace(heard.reading, clean=rest), intent="")
    for name in filter(None, (before.last, *(fact for fact in FIGURES if fact in known))):
        found = given(world.pack.heard.facts[name], bare, world.pack, world.day) if rest else None
        if found:
            return checking.corrected(
                checking.learned(memory, world.pack.facts[name], found.facts), found.facts, world
            )
    if not before.last:
        return None
    spec = world.pack.facts[before.last]
    asking = replace(memory, asking=spec.id, form=True)
    return Answer((checking.repeated(asking, world),), outcome="asking"), asking


def new_facts(before: Memory, memory: Memory) -> Mapping[str, Any]:
    """What the message has added or changed about the one spoken of."""
    old = before.person.facts if before.person and before.who == memory.who else {}
    new = memory.person.facts if memory.person else {}
    return {name: value for name, value in new.items() if old.get(name) != value}
