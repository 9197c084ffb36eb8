"""The people of one case and what was answered about each, as plain data and back. Knows no page and no rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from knowledge.pack import FactSpec, Pack
from knowledge.packing import packed, unpacked

PEOPLE_AT_MOST = 8


@dataclass
class Person:
    """One person, family or institution; `label` is a word such as 我妈, never a name.

    `consent` to the sensitive questions is None until asked; without it none of them is kept. `counted` once their
    results were looked at: then they are in the numbers.
    """

    answers: dict[str, Any] = field(default_factory=dict)
    label: str = ""
    consent: bool | None = None
    counted: bool = False

    @property
    def applicant(self) -> str | None:
        return self.answers.get("applicant")

    def facts(self, pack: Pack) -> dict[str, Any]:
        """What the engine is told: who declines is somebody who was asked and did not say."""
        declined = self.consent is False
        skipped = {s.id: None for s in concerned(pack, self.applicant) if s.sensitive and declined}
        return {**skipped, **self.answers}

    def become(self, pack: Pack, applicant: str) -> None:
        """Another kind of applicant: what cannot be said of them is dropped."""
        kept = {spec.id for spec in concerned(pack, applicant)}
        told = {name: value for name, value in self.answers.items() if name in kept}
        self.answers = {
            "applicant": applicant,
            **{n: v for n, v in told.items() if n != "applicant"},
        }

    def decline(self, pack: Pack) -> None:
        self.consent = False
        for name in [each for each in self.answers if pack.facts[each].sensitive]:
            del self.answers[name]


@dataclass
class Case:
    """Several people, one of whom is being asked about."""

    people: list[Person] = field(default_factory=list)
    current: int = 0

    @property
    def person(self) -> Person:
        return self.people[self.current]

    @property
    def full(self) -> bool:
        return len(self.people) >= PEOPLE_AT_MOST

    def add(self, person: Person) -> None:
        """A person more, who is asked about from now on."""
        self.people.append(person)
        self.current = len(self.people) - 1

    def plain(self) -> dict[str, Any]:
        people = [
            {
                "answers": packed(each.answers),
                "label": each.label,
                "consent": each.consent,
                "counted": each.counted,
            }
            for each in self.people
        ]
        return {"people": people, "current": self.current}

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Case:
        people = [
            Person(
                unpacked(each["answers"]),
                each["label"],
                each["consent"],
                each.get("counted", True),  # begun by a version that did not count
            )
            for each in data["people"]
        ]
        return cls(people, data["current"])


def concerned(pack: Pack, applicant: str | None) -> list[FactSpec]:
    """The facts that can be said of this kind of applicant."""
    return [s for s in pack.facts.values() if not s.applicants or applicant in s.applicants]
