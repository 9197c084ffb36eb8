"""Puts what was found in a message together: its facts, its spans on the original text, what to ask back.

Knows how findings combine, not how they are found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.reading.births import zodiac
from knowledge.reading.meaning import Term
from knowledge.reading.mentions import Mention, Named
from knowledge.reading.normalise import Clean
from knowledge.reading.people import Person, applicant_of
from knowledge.reading.places import Located
from knowledge.reading.result import Question, Span
from knowledge.reading.subject import Subject

NOT_FACTS = ("money", "kwh")
STREETS = ("subdistrict", "town", "township")
PARENT_TAX = "parent_tax_deduction"


@dataclass(frozen=True)
class Where:
    """Where somebody lives or is looking, and where their household registration is."""

    district: str | None
    street: str | None
    registered: str | None


def where(located: Iterable[Located], corrected: bool) -> Where:
    """The first place counts, after a correction the last."""
    order = list(located)[::-1] if corrected else list(located)
    sure = [one for one in order if one.place.district]
    lived = [one for one in sure if not one.hukou] or sure
    registered = next((one.place.district for one in sure if one.hukou), None)
    streets = [one.place for one in lived if one.place.kind in STREETS]
    street = streets[0] if streets else None
    district = street.district if street else next((one.place.district for one in lived), None)
    return Where(district, street.name if street else None, registered)


def facts(
    people: Iterable[Person],
    found: Iterable[Mention],
    subject: Subject,
    place: Where,
    topics: Iterable[str],
) -> dict[str, Any]:
    """One set of facts: those of the person asked for first, then what only others add."""
    known = [person for person in people if person.applicant]
    first = sorted(known, key=lambda person: person.applicant != subject.audience)
    applicant = subject.audience or (first[0].applicant if first else None)
    together: dict[str, Any] = {"applicant": applicant} if applicant else {}
    for person in first:
        together = {**person.facts, **together}
    for mention in found:
        if applicant_of(mention.fact) is None and mention.fact not in NOT_FACTS:
            together[mention.fact] = mention.value
    district = place.registered or place.district
    if district:
        together["district"] = district
    if applicant == "provider" and subject.side:
        together["provider_kind"] = subject.side
    if PARENT_TAX in topics and "age" in together:
        together |= {"applicant": "taxpayer", "parent_age": together["age"]}
    return together


def spans(
    clean: Clean,
    found: Iterable[Mention],
    located: Iterable[Located],
    named: Iterable[Named],
    terms: Iterable[Term],
) -> tuple[Span, ...]:
    """Everything found, on the original text, in reading order."""
    all_ = [
        *((m.fact, m.value, m.start, m.end) for m in found),
        *((_kind(one), one.place.name, one.start, one.end) for one in located),
        *(("relation", one.relation.id, one.start, one.end) for one in named),
        *((term.entity, term.value, term.start, term.end) for term in terms),
    ]
    placed = (Span(entity, value, *clean.span(start, end)) for entity, value, start, end in all_)
    return tuple(sorted(placed, key=lambda span: (span.start, span.end, span.entity)))


def _kind(one: Located) -> str:
    if one.place.kind == "district":
        return "district"
    return "street" if one.place.kind in STREETS else "place"


def questions(
    text: str,
    found: Iterable[Mention],
    located: Iterable[Located],
    today: date,
    prompts: Mapping[str, str],
) -> tuple[Question, ...]:
    """What has to be asked back: the year behind an animal, 周岁 behind 虚岁, the street behind a farm."""
    asked = [Question("district", one.place.ask) for one in _unplaced(located) if one.place.ask]
    mentions = list(found)
    animal = zodiac(text, today)
    if animal and not any(m.fact in ("age", "birth_date") or "child" in m.fact for m in mentions):
        years = "、".join(str(year) for year in animal[1])
        asked.append(Question("age", prompts["zodiac"].format(animal=animal[0], years=years)))
    asked += [Question(m.fact, prompts["nominal"]) for m in mentions if m.nominal]
    return tuple(dict.fromkeys(asked))


def _unplaced(located: Iterable[Located]) -> list[Located]:
    """Farms and scenic areas, unless a street is named beside them."""
    places = list(located)
    if any(one.place.kind in STREETS for one in places):
        return []
    return [one for one in places if one.place.kind != "district"]
