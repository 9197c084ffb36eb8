"""A message taken as going on with something: the answer to a pending question, a button, a follow-up, more facts.

Each function gives None where the message is nothing of the kind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.actions import checking, finding, talking
from bot.actions.answers import given
from bot.actions.context import carried
from bot.actions.hearing import Heard
from bot.actions.memory import Memory
from bot.actions.offering import pressed
from bot.actions.remembering import facts_of, meet
from bot.actions.world import World
from knowledge.pack import Benefit
from knowledge.replies import Answer, Reply

Turn = tuple[Answer, Memory]
WHY = re.compile(
    ".{0,6}(?:为什么|为啥|干嘛|干啥)(?:要)?(?:问|知道|要).{0,6}|(?:什么|啥)意思.{0,4}|怎么(?:看|算|答|选).{0,4}"
)
ASKS = re.compile("[?？]|吗|呢|怎么|咋|多少|哪|什么|啥|几")
LONG = 14


def answered(before: Memory, memory: Memory, heard: Heard, world: World) -> Turn | None:
    """The pending question of the form or of a search answered, or something said before mended."""
    if before.asking:
        turn = _to_form(before, memory, heard, world)
        if turn:
            return turn
    elif heard.reading.correction and before.person:
        turn = _mended(before, memory, heard, world)
        if turn:
            return turn
    if finding.answers_search(before, heard):
        return finding.look(memory, heard, world)
    one = finding.about_one(before, heard)
    return finding.tell(memory, one, world) if one else None


def _to_form(before: Memory, memory: Memory, heard: Heard, world: World) -> Turn | None:
    spec = world.pack.facts[str(before.asking)]
    if heard.reading.correction:
        turn = _mended(before, memory, heard, world)
        if turn:
            return turn
    if WHY.fullmatch(heard.bare):
        why = f"{spec.why}{spec.help}"
        return Answer((checking.repeated(memory, world, f"{why}\n"),), outcome="asking"), memory
    if pressed(heard.text, world.pack) and not _option(spec.options, heard.text):
        return None
    found = given(spec, heard, world.pack, world.day)
    if found is None:
        return _other_facts(before, memory, heard, world)
    if _asks_more(heard):
        # 82，尊老金多少钱: the answer is kept, the question is answered as well.
        kept = (
            memory.with_person(memory.people[memory.who].learns({spec.id: found.value}))
            if memory.people
            else memory
        )
        return _and_question(kept, heard, world)
    return checking.answered(memory, spec, found.value, world)


def _option(options: Any, text: str) -> bool:
    return any(label == text.strip() for _, label in options)


def _asks_more(heard: Heard) -> bool:
    return bool(heard.reading.topics and heard.reading.facets and len(heard.bare) > LONG)


def _and_question(memory: Memory, heard: Heard, world: World) -> Turn:
    reading = heard.reading
    answer, memory = talking.speak(
        reading.topics, reading.side, reading.facets, memory, heard, world
    )
    more, memory = checking.step(memory, world)
    return replace(more, replies=(*answer.replies, *more.replies), refs=answer.refs), memory


def _other_facts(before: Memory, memory: Memory, heard: Heard, world: World) -> Turn | None:
    """Something else told instead of the answer; a question or a wish for something else is left alone."""
    told = _new_facts(before, memory)
    if told and memory.who == before.who and not (heard.reading.topics or ASKS.search(heard.bare)):
        return checking.step(memory, world)
    return None


def _mended(before: Memory, memory: Memory, heard: Heard, world: World) -> Turn | None:
    told = _new_facts(before, memory)
    if not told:
        return _mended_last(before, memory, heard, world)
    if before.form:
        return checking.corrected(memory, told, world)
    return _told_again(memory, told, heard, world)


def _mended_last(before: Memory, memory: Memory, heard: Heard, world: World) -> Turn | None:
    """不对，没有: the fact that was answered last. With nothing new said, it is asked again."""
    if not before.last or not before.form or len(heard.bare) > LONG:
        return None
    spec = world.pack.facts[before.last]
    rest = re.sub("^.*?(?:不对|错了|应该是|更正|口误|改一下)[,， ]*(?:是|应该是)?", "", heard.bare)
    if rest:
        found = given(
            spec,
            replace(heard, reading=replace(heard.reading, clean=rest), intent=""),
            world.pack,
            world.day,
        )
        if found:
            return checking.answered(memory, spec, found.value, world)
    asking = replace(memory, asking=spec.id)
    return Answer((checking.repeated(asking, world),), outcome="asking"), asking


def _new_facts(before: Memory, memory: Memory) -> Mapping[str, Any]:
    old = before.person.facts if before.person and before.who == memory.who else {}
    new = memory.person.facts if memory.person else {}
    return {name: value for name, value in new.items() if old.get(name) != value}


def pressed_or_carried(before: Memory, memory: Memory, heard: Heard, world: World) -> Turn | None:
    """One of our buttons, or a short follow-up on what was spoken of."""
    button = pressed(heard.text, world.pack)
    if button and button.find and before.finding:
        return finding.look(memory, heard, world, button.find)
    if button:
        side = button.side or (memory.side if memory.topic == button.topic else None)
        return talking.speak([button.topic], side, button.facets, memory, heard, world)
    meant = carried(before, heard, world.pack)
    if meant is None:
        return None
    if meant.person is None:
        return talking.speak([meant.topic], meant.side, meant.facets, memory, heard, world)
    memory, at = meet(memory, meant.person)
    memory = replace(memory, who=at)
    answer, memory = talking.speak([meant.topic], meant.side, meant.facets, memory, heard, world)
    return _ask_about(answer, memory, world)


def _ask_about(answer: Answer, memory: Memory, world: World) -> Turn:
    """What the topic turns on for this person, where nothing is known of them yet."""
    entries = [e for e in world.pack.on_topic(str(memory.topic)) if isinstance(e, Benefit)]
    if not entries or facts_of(memory, entries[0].applicant):
        return answer, memory
    label = memory.person.label if memory.person else ""
    says = world.pack.replies["tell_me_about"].format(who=label)
    return replace(answer, replies=(*answer.replies, Reply(says))), memory


def told(memory: Memory, heard: Heard, world: World) -> Turn:
    """Facts and no question: about the topic spoken of where it turns on them, else a screening begins."""
    return _told_again(memory, heard.reading.facts, heard, world)


def _told_again(memory: Memory, told: Mapping[str, Any], heard: Heard, world: World) -> Turn:
    names = set(told) - {"applicant", "district"}
    entries = world.pack.on_topic(memory.topic) if memory.topic else ()
    if names and any(isinstance(entry, Benefit) for entry in entries):
        return talking.speak([str(memory.topic)], memory.side, (), memory, heard, world)
    return checking.begin(memory, heard, world)
