"""Puts what a message tells about people into the memory: who is spoken of, and each one's facts.

Knows nothing of what is answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from bot.actions.memory import PEOPLE_KEPT, Memory, Somebody
from knowledge.reading import Person, Reading

UNNAMED = ("", "elder", "child")  # 老人, 孩子: the one that is spoken of anyway
SHARED = ("applicant",)


def remember(memory: Memory, reading: Reading) -> Memory:
    """The memory with what this message tells; who was named first is spoken of from now on."""
    told = [person for person in reading.persons if person.applicant and _counts(person)]
    first: int | None = None
    for person in _first(told, reading.audience):
        memory, at = meet(memory, person)
        first = at if first is None else first
    if first is not None:
        memory = replace(memory, who=first)
    return _rest(memory, reading, _own(reading.persons))


def _counts(person: Person) -> bool:
    """Somebody with facts, or named as nobody else is: my father's facts are not my mother's."""
    return bool(person.facts) or person.relation not in UNNAMED


def meet(memory: Memory, person: Person) -> tuple[Memory, int]:
    """The memory with this person in it, and where."""
    at = _known(memory, person)
    if at is None:
        new = Somebody(person.relation, person.label, person.applicant, dict(person.facts))
        gone = max(0, len(memory.people) + 1 - PEOPLE_KEPT)
        people = (*memory.people, new)[gone:]
        waiting = tuple(at - gone for at in memory.waiting if at >= gone)
        moved = replace(memory, people=people, who=max(0, memory.who - gone), waiting=waiting)
        return moved, len(people) - 1
    known = memory.people[at].learns(person.facts)
    if person.relation not in UNNAMED:
        known = replace(known, relation=person.relation, label=person.label)
    people = (*memory.people[:at], known, *memory.people[at + 1 :])
    return replace(memory, people=people), at


def _known(memory: Memory, person: Person) -> int | None:
    """The same relation; 老人 or nobody named is whoever of that kind is spoken of."""
    alike = [i for i, one in enumerate(memory.people) if one.applicant == person.applicant]
    same = [i for i in alike if memory.people[i].relation == person.relation]
    if same and person.relation not in UNNAMED:
        return same[-1]
    if person.relation in UNNAMED:
        return memory.who if memory.who in alike else next(iter(alike[::-1]), None)
    unnamed = [i for i in alike if memory.people[i].relation in UNNAMED]
    return unnamed[-1] if unnamed else None


def _first(people: Iterable[Person], audience: str | None) -> list[Person]:
    return sorted(people, key=lambda person: person.applicant != audience)


def _own(people: Iterable[Person]) -> set[str]:
    return {fact for person in people for fact in person.facts}


def _rest(memory: Memory, reading: Reading, own: set[str]) -> Memory:
    """What is nobody's in particular: where they live, the registration, what an institution is like."""
    told = {n: v for n, v in reading.facts.items() if n not in own and n not in SHARED}
    if not told:
        return memory
    applicant = reading.facts.get("applicant")
    person = memory.person
    if person is None or (applicant in ("provider", "worker") and person.applicant != applicant):
        new = Person("", "", str(applicant) if applicant else None, told)
        memory, at = meet(memory, new)
        return replace(memory, who=at)
    return memory.with_person(person.learns(told))


def facts_of(memory: Memory, applicant: str | None) -> Mapping[str, Any]:
    """What is known of the one spoken of, or of the last one of this kind."""
    person = memory.person
    if person is None or applicant is None or person.applicant in (None, applicant):
        return person.facts if person else {}
    alike = [one for one in memory.people if one.applicant == applicant]
    return alike[-1].facts if alike else {}


def district_of(memory: Memory) -> str | None:
    """Where the one spoken of lives, else anybody who was spoken of: families live together."""
    people = [memory.person, *reversed(memory.people)] if memory.person else []
    return next((p.facts["district"] for p in people if p and p.facts.get("district")), None)
