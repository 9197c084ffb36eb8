"""The screening as a conversation: the engine's next question, one at a time, until nothing can change.

Decides nothing about anybody: `knowledge` does. Knows nothing of topics and institutions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.actions.hearing import Heard
from bot.actions.in_words import changed_in_words
from bot.actions.memory import CHECK, Memory, Somebody
from bot.actions.outcome import outcome
from bot.actions.questioning import question
from bot.actions.remembering import district_of, meet
from bot.actions.world import World
from knowledge.eligibility import Result, screen
from knowledge.errors import FactError
from knowledge.pack import FactSpec
from knowledge.questions import next_question
from knowledge.reading import Person
from knowledge.replies import Answer, Reply
from knowledge.saying import sentence

Turn = tuple[Answer, Memory]
FAMILY = (None, "resident", "child", "taxpayer")


def begin(memory: Memory, heard: Heard, world: World) -> Turn:
    """A screening of whoever the message names, else of whoever is spoken of; the others wait."""
    places: list[int] = []
    for person in sorted(_applicants(heard), key=lambda p: p.applicant != heard.reading.audience):
        memory, at = meet(memory, person)
        places.append(at)
    if places:
        memory = replace(memory, who=places[0], waiting=tuple(places[1:]))
    memory = replace(_of_kind(memory, heard), form=True, asked=0, tries=0, last=None, about=CHECK)
    return step(memory, world, world.pack.replies["check_begins"] + "\n")


def _applicants(heard: Heard) -> list[Person]:
    return [person for person in heard.reading.persons if person.applicant]


def _of_kind(memory: Memory, heard: Heard) -> Memory:
    """The kind of person the message is about, where the memory has nobody of that kind."""
    told = heard.reading.facts.get("applicant")
    person = memory.person
    if person is None or (told and person.applicant not in (None, told)):
        memory, at = meet(memory, Person("", "", str(told) if told else None))
        return replace(memory, who=at)
    if told and person.applicant is None:
        return memory.with_person(replace(person, applicant=str(told)))
    return memory


def step(memory: Memory, world: World, lead: str = "") -> Turn:
    """The next question, or the result when none could change it."""
    try:
        results, spec = _judged(memory, world)
    except FactError as wrong:
        return _contradiction(memory, world, wrong)
    if spec is None:
        return finish(memory, world, results)
    asking = replace(memory, asking=spec.id, asked=memory.asked + 1, tries=0)
    lead = lead if memory.asked == 0 else ""
    return Answer((question(world.pack, spec, asking, lead),), outcome="asking"), asking


def finish(memory: Memory, world: World, results: Sequence[Result] | None = None) -> Turn:
    """What can be said now; the facts stay known."""
    spec = None
    if results is None:
        results, spec = _judged(memory, world)
    person = memory.person or Somebody()
    others = [memory.people[at] for at in memory.waiting if at < len(memory.people)]
    answer = outcome(
        world.pack, replace(person, facts=_facts(memory)), results, others, spec is not None
    )
    return answer, replace(
        memory, form=False, asking=None, asked=0, waiting=(), topic=None, about=CHECK
    )


def answered(memory: Memory, spec: FactSpec, told: Mapping[str, Any], world: World) -> Turn:
    """The answer kept, then the next question. A value that cannot be leaves everything as it was."""
    return step(replace(learned(memory, spec, told), asking=None), world)


def learned(memory: Memory, spec: FactSpec, told: Mapping[str, Any]) -> Memory:
    """The answer kept with the one spoken of."""
    person = memory.person or Somebody()
    if spec.id == "applicant":
        changed = replace(person, applicant=told[spec.id])
    else:
        changed = person.learns(told)
    return replace(memory.with_person(changed), last=spec.id)


def corrected(memory: Memory, told: Mapping[str, Any], world: World) -> Turn:
    """What was mended is repeated, then the form goes on; after the result there is a new one."""
    said = world.pack.replies["corrected"].format(facts=changed_in_words(world.pack, told))
    answer, memory = step(replace(memory, form=True), world)
    return replace(answer, replies=(Reply(said), *answer.replies)), memory


def repeated(memory: Memory, world: World, lead: str = "") -> Reply:
    """The pending question once more."""
    return question(world.pack, world.pack.facts[str(memory.asking)], memory, lead)


def reworded(memory: Memory, world: World) -> Turn:
    """The pending question in more words, since what was said is no answer to it."""
    spec = world.pack.facts[str(memory.asking)]
    lead = f"{world.pack.replies['reworded']}{spec.help}\n"
    return Answer((repeated(memory, world, lead),), outcome="asking"), memory


def _judged(memory: Memory, world: World) -> tuple[Sequence[Result], FactSpec | None]:
    facts = _facts(memory)
    results = screen(world.pack, facts, world.day)
    return results, next_question(world.pack, facts, results)


def _facts(memory: Memory) -> dict[str, Any]:
    """What is known of the one spoken of; where they live may come from the family."""
    person = memory.person or Somebody()
    facts = dict(person.facts)
    if person.applicant:
        facts["applicant"] = person.applicant
    home = district_of(memory) if person.applicant in FAMILY else None
    return {"district": home, **facts} if home else facts


def _contradiction(memory: Memory, world: World, wrong: FactError) -> Turn:
    """Two facts that cannot both be: the one at fault is asked again."""
    person = memory.person or Somebody()
    facts = {name: value for name, value in person.facts.items() if name != wrong.fact}
    mended = memory.with_person(replace(person, facts=facts))
    if len(facts) == len(person.facts):
        raise wrong
    answer, memory = step(mended, world)
    return replace(answer, replies=(Reply(sentence(wrong.says)), *answer.replies)), memory
