"""From 说说情况 to facts that somebody can mend before anything is kept. Reads nothing itself: `knowledge` does.

The text is thrown away once it is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from knowledge.pack import FactSpec, Pack
from knowledge.reading import Reading, read
from knowledge.reading.people import applicant_of
from web.eligibility.answering import typed
from web.eligibility.case import PEOPLE_AT_MOST, concerned


@dataclass(frozen=True)
class Heard:
    """One person as the text tells of them."""

    label: str
    applicant: str
    facts: Mapping[str, Any]


def hear(pack: Pack, text: str, today: date) -> list[Heard]:
    reading = read(text, pack, today)
    told = [p for p in reading.persons if p.applicant and p.facts]
    if len(told) < 2:
        label = told[0].label if told else ""
        applicant = reading.facts.get("applicant")
        heard = [Heard(label, applicant, reading.facts)] if applicant else []
    else:
        heard = [Heard(p.label, str(p.applicant), {**_place(reading), **p.facts}) for p in told]
        heard[0] = replace(heard[0], facts={**_of_nobody(reading), **told[0].facts})
    return [_fitting(pack, each) for each in heard[:PEOPLE_AT_MOST]]


def _of_nobody(reading: Reading) -> dict[str, Any]:
    """What was said of nobody in particular; it is taken to be about the one named first."""
    return {n: v for n, v in reading.facts.items() if applicant_of(n) is None}


def _place(reading: Reading) -> dict[str, Any]:
    """A family is taken to live in one place; whose registration was meant is not guessed for all."""
    return {"district": reading.facts["district"]} if "district" in reading.facts else {}


def _fitting(pack: Pack, heard: Heard) -> Heard:
    names = {spec.id for spec in concerned(pack, heard.applicant)} - {"applicant"}
    facts = {name: value for name, value in heard.facts.items() if name in names}
    return Heard(heard.label, heard.applicant, facts)


@dataclass(frozen=True)
class Field:
    """One fact to be mended: how it stands in its field, and what is wrong with it."""

    spec: FactSpec
    name: str
    given: tuple[str, ...]
    wrong: str = ""


def fields(pack: Pack, index: int, heard: Heard) -> list[Field]:
    """Plain facts first, then the sensitive ones."""
    specs = sorted((pack.facts[name] for name in heard.facts), key=lambda spec: spec.sensitive)
    return [Field(s, f"p{index}-{s.id}", _given(heard.facts[s.id])) for s in specs]


def _given(value: Any) -> tuple[str, ...]:
    if isinstance(value, bool):
        return ("true" if value else "false",)
    if isinstance(value, (list, set, frozenset)):
        return tuple(map(str, value))
    return (typed(value),)
