"""What is remembered of a conversation, and the JSON it is kept as. Bounded; knows no policy and no wording."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from knowledge.facts import relatives
from knowledge.packing import packed, unpacked

PEOPLE_KEPT = 4
SHOWN_KEPT = 3
TOPIC, PLACES, CHECK = "topic", "places", "check"
SHAPE = 1  # another number where older memories can no longer be read


@dataclass(frozen=True)
class Somebody:
    """A person, or an institution, that was spoken of; facts as in the vocabulary, null where not known."""

    relation: str = ""
    label: str = ""
    applicant: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)

    def learns(self, facts: Mapping[str, Any]) -> Somebody:
        return replace(self, facts=mended(self.facts, facts))


@dataclass(frozen=True)
class Search:
    """Which institutions are looked for; `asking` while something is still missing."""

    kind: str | None = None
    type: str | None = None
    district: str | None = None
    street: str | None = None
    anywhere: bool = False
    asking: str | None = None


@dataclass(frozen=True)
class Memory:
    """`topic` and `side` were spoken of last, `who` points into `people`, `asking` is the fact being asked, `form`
    whether it is one of a whole screening, `last` the fact answered last, `about` whether a topic, places or a check
    was spoken of last, `offered` are titles and payloads of the buttons shown last."""

    topic: str | None = None
    side: str | None = None
    people: tuple[Somebody, ...] = ()
    who: int = 0
    form: bool = False
    asking: str | None = None
    asked: int = 0
    tries: int = 0
    last: str | None = None
    waiting: tuple[int, ...] = ()
    search: Search | None = None
    shown: tuple[str, ...] = ()
    about: str | None = None
    offered: tuple[tuple[str, str], ...] = ()
    misses: int = 0

    @property
    def person(self) -> Somebody | None:
        return self.people[self.who] if self.who < len(self.people) else None

    def with_person(self, person: Somebody) -> Memory:
        """The one spoken of, changed."""
        people = list(self.people) or [person]
        people[min(self.who, len(people) - 1)] = person
        return replace(self, people=tuple(people))

    def plain(self) -> dict[str, Any]:
        kept = {f.name: getattr(self, f.name) for f in fields(self)}
        kept["people"] = [_person(person) for person in self.people]
        kept["search"] = vars(self.search) if self.search else None
        kept |= {name: list(kept[name]) for name in ("waiting", "shown")}
        kept["offered"] = [list(pair) for pair in self.offered]
        return {"shape": SHAPE, **kept}

    @classmethod
    def of(cls, kept: Any) -> Memory:
        """An empty one where nothing is kept, or something of another shape."""
        if not isinstance(kept, Mapping) or kept.get("shape") != SHAPE:
            return cls()
        known = {f.name: kept[f.name] for f in fields(cls) if f.name in kept}
        known["people"] = tuple(_somebody(row) for row in known["people"])
        known["search"] = Search(**known["search"]) if known["search"] else None
        known["offered"] = tuple((title, payload) for title, payload in known["offered"])
        return cls(**(known | {name: tuple(known[name]) for name in ("waiting", "shown")}))


def mended(known: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """What was known with what is told now."""
    facts = dict(known)
    for name, value in told.items():
        if value is not None:
            for other in relatives(name):
                if other not in told and facts.get(other) is not None:
                    del facts[other]
        facts[name] = value
    return facts


def _person(person: Somebody) -> dict[str, Any]:
    return {**vars(person), "facts": packed(person.facts)}


def _somebody(row: Mapping[str, Any]) -> Somebody:
    return Somebody(**{**row, "facts": unpacked(row["facts"])})
