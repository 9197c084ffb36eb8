"""A message taken as going on with what was spoken of: a button, a choice, another place, person, side or facet.

Each step gives None where the message is nothing of the kind.
"""

from __future__ import annotations

from dataclasses import replace

from bot.actions import checking, finding, talking
from bot.actions.context import SHORT, carried, left
from bot.actions.hearing import Heard
from bot.actions.memory import CHECK, PLACES, TOPIC, Memory
from bot.actions.offering import Pressed, chosen, pressed
from bot.actions.remembering import meet
from bot.actions.world import World
from knowledge.replies import Answer, Reply

Turn = tuple[Answer, Memory]


def places(before: Memory, memory: Memory, heard: Heard, world: World) -> Turn | None:
    """The answer to a search's question, or one of the institutions shown."""
    if finding.answers_search(before, heard):
        return finding.look(memory, heard, world)
    one = finding.about_one(before, heard)
    return finding.tell(memory, one, world) if one else None


def button(before: Memory, memory: Memory, heard: Heard, world: World) -> Turn | None:
    """One of our buttons, by its words or, just after it was shown, by a few of them or its number."""
    found = pressed(heard.text, world.pack) or chosen(before.offered, heard, world.pack)
    if found is None:
        return None
    if found.find and before.about == PLACES:
        return finding.look(memory, heard, world, found.find)
    return _press(found, memory, heard, world)


def _press(found: Pressed, memory: Memory, heard: Heard, world: World) -> Turn:
    side = found.side or (memory.side if memory.topic == found.topic else None)
    return talking.speak([found.topic], side, found.facets, memory, heard, world)


def context(before: Memory, memory: Memory, heard: Heard, world: World) -> Turn | None:
    """The topic spoken of, for another side, facet or person; a screening for another person."""
    people = [person for person in heard.reading.persons if person.applicant]
    if before.about == CHECK and people and not heard.reading.topics and left(heard) <= SHORT:
        return checking.begin(memory, heard, world) if not people[0].facts else None
    meant = carried(before, heard, world.pack)
    if meant is None:
        return None
    if meant.person is None:
        return talking.speak([meant.topic], meant.side, meant.facets, memory, heard, world)
    memory, at = meet(memory, meant.person)
    memory = replace(memory, who=at)
    answer, memory = talking.speak([meant.topic], meant.side, meant.facets, memory, heard, world)
    return asked(answer, memory, world)


def only_facts(before: Memory, memory: Memory, heard: Heard, world: World) -> Turn | None:
    """Facts and nothing else, whatever the classifier makes of them."""
    reading = heard.reading
    names = set(reading.facts) - {"applicant"}
    about = reading.topics or reading.facets or reading.provider_types or reading.ambiguous
    if not names or about or left(heard) > SHORT:
        return None
    if names == {"district"} and before.person is None:
        return None
    return told(memory, heard, world)


def told(memory: Memory, heard: Heard, world: World) -> Turn:
    """Facts and no question: about the topic spoken of where it turns on them, else a screening begins."""
    benefit = talking.benefit_of(world.pack, memory.topic) if memory.about == TOPIC else None
    applicant = memory.person.applicant if memory.person else None
    if benefit and applicant in (None, benefit.applicant, *benefit.also_applicants):
        return about_topic(memory, heard, world)
    return checking.begin(memory, heard, world)


def about_topic(memory: Memory, heard: Heard, world: World) -> Turn:
    """The topic spoken of once more with what is known now, and what it still turns on."""
    answer, memory = talking.speak([str(memory.topic)], memory.side, (), memory, heard, world)
    return asked(answer, memory, world)


def asked(answer: Answer, memory: Memory, world: World) -> Turn:
    """What the topic turns on for this person, put as a question with buttons."""
    spec = talking.missing(memory, world)
    if spec is None or memory.form or answer.outcome != "answered":
        return answer, memory
    memory = replace(memory, asking=spec.id, asked=0)
    asked: Reply = checking.repeated(memory, world)
    return replace(answer, replies=(*answer.replies, asked), outcome="asking"), memory
