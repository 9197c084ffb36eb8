"""The people a text names, and which of them a fact belongs to.

A fact belongs to the nearest person named before it whom it can be true of, else to the next one named, else
to somebody the text leaves unnamed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from knowledge.reading.mentions import Mention, Named, Relation
from knowledge.reading.phrases import Phrases

CHILD_FACTS = frozenset(
    [
        "child_age_months",
        "child_birth_date",
        "child_birth_month",
        "kindergarten_class",
        "childrearing_first_applied",
    ]
)
RESIDENT_FACTS = frozenset(
    [
        "age",
        "birth_date",
        "care_level",
        "care_hint",
        "dementia",
        "income_status",
        "fixed_income",
        "living",
        "special_family",
        "disability_grade",
        "multi_disabled_household",
        "preferential_treatment",
        "has_support",
        "hukou_type",
    ]
)
IMPLIED = {"child": Relation("child", "child"), "resident": Relation("elder", "resident")}
SELF = Relation("self", "resident")
SEVERAL = ("age", "child_age_months", "child_birth_month")
ELDERLY = 55
MYSELF = re.compile("(?:我|俺)(?:今年|现在|都|已经|也|虚岁|周岁|属|刚|快|满|是|,)*$")


@dataclass(frozen=True)
class Person:
    """Somebody the question is about; `label` is what the text calls them, empty where it does not."""

    relation: str
    label: str
    applicant: str | None
    facts: Mapping[str, Any] = field(default_factory=dict)


class People:
    """The words for people of one pack."""

    def __init__(self, relations: Iterable[Mapping[str, Any]]) -> None:
        self._words: Phrases[Relation] = Phrases(
            (word, Relation(row["id"], row["applicant"], row.get("weak", False)))
            for row in relations
            for word in row["say"]
        )

    def find(self, text: str) -> tuple[Named, ...]:
        return tuple(
            Named(one.start, one.end, text[one.start : one.end], one.what)
            for one in self._words.longest(text)
            if one.what.id != "none"
        )


def applicant_of(fact: str) -> str | None:
    if fact in CHILD_FACTS:
        return "child"
    return "resident" if fact in RESIDENT_FACTS else None


def persons(
    text: str, named: Iterable[Named], mentions: Iterable[Mention], childish: bool, corrected: bool
) -> tuple[Person, ...]:
    """Each person with the facts said of them, in the order they appear."""
    people = _Gathering([one for one in named if not one.relation.weak or childish])
    weak = [one for one in named if one.relation.weak]
    for mention in mentions:
        wanted = applicant_of(mention.fact)
        if wanted:
            people.give(mention, people.owner(text, mention, wanted, weak), corrected)
    return people.all()


@dataclass
class _Known:
    """A person while their facts are being gathered."""

    at: int
    label: str
    relation: Relation
    facts: dict[str, Any] = field(default_factory=dict)

    def person(self) -> Person:
        """Somebody of 45 who asks for a parent is no applicant themselves."""
        age = self.facts.get("age")
        young = age is not None and getattr(age, "hi", age) < ELDERLY
        applicant = None if self.relation.id == "self" and young else self.relation.applicant
        return Person(self.relation.id, self.label, applicant, self.facts)


class _Gathering:
    """Facts being handed out to people."""

    def __init__(self, named: list[Named]) -> None:
        self._named = named
        self._known: list[_Known] = []
        for one in named:
            self._meet(one.relation, one.label, one.start)

    def _meet(self, relation: Relation, label: str, at: int) -> _Known:
        """The person of this relation, the last one where there are several."""
        for known in reversed(self._known):
            if known.relation.id == relation.id:
                return known
        self._known.append(_Known(at, label, relation))
        return self._known[-1]

    def owner(self, text: str, mention: Mention, wanted: str, weak: list[Named]) -> _Known:
        if mention.fact == "age" and MYSELF.search(text[: mention.start]):
            return self._meet(SELF, "我", mention.start)
        fitting = [one for one in self._named if one.relation.applicant == wanted]
        if wanted == "child":
            fitting = sorted({*fitting, *weak}, key=lambda one: one.start)
        before = [one for one in fitting if one.start <= mention.start]
        if fitting:
            one = before[-1] if before else fitting[0]
            return self._meet(one.relation, one.label, one.start)
        alike = [known for known in self._known if known.relation.applicant == wanted]
        return alike[-1] if alike else self._meet(IMPLIED[wanted], "", mention.start)

    def give(self, mention: Mention, known: _Known, corrected: bool) -> None:
        """A second age is a second person (大的五岁小的一岁半), unless it mends the first."""
        old = known.facts.get(mention.fact)
        if old is not None and old != mention.value and not corrected:
            if mention.fact not in SEVERAL:
                return
            known = _Known(mention.start, known.label, known.relation)
            self._known.append(known)
        known.facts[mention.fact] = mention.value

    def all(self) -> tuple[Person, ...]:
        return tuple(known.person() for known in sorted(self._known, key=lambda known: known.at))
