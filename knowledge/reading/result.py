"""What reading a message yields, as plain immutable values. Knows nothing of how it was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.pack import Place
from knowledge.reading.people import Person


@dataclass(frozen=True)
class Span:
    """A stretch of the original text that says something: a fact id, or `place`, `relation`, `facet`, `topic`,
    `provider_type`, `money`, `kwh`."""

    entity: str
    value: Any
    start: int
    end: int


@dataclass(frozen=True)
class Choice:
    """One thing an ambiguous word may mean: a topic, perhaps a type of provider to look for, and its side."""

    title: str
    topic: str
    side: str
    find: str | None = None


@dataclass(frozen=True)
class Ambiguity:
    """A word that old and young share, what to ask, and what it may mean."""

    word: str
    question: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Question:
    """Something to ask back: about which fact, and how."""

    about: str
    prompt: str


@dataclass(frozen=True)
class Reading:
    """One message, read.

    `facts` are those of the person named first, with what only others have added; each person's own are in
    `persons`. `facts["district"]` is where the household registration is if that is said; `district` is where they
    live or are looking. Sets are frozensets and rough numbers are intervals.
    """

    text: str
    clean: str
    facts: Mapping[str, Any]
    persons: tuple[Person, ...]
    spans: tuple[Span, ...]
    side: str | None  # eldercare, childcare
    audience: str | None  # resident, child, provider, worker
    facets: tuple[str, ...]
    topics: tuple[str, ...]  # named by an everyday word
    places: tuple[Place, ...]
    district: str | None
    street: str | None
    provider_kind: str | None
    provider_types: tuple[str, ...]
    ambiguous: tuple[Ambiguity, ...]
    questions: tuple[Question, ...]
    correction: bool
    nominal: bool  # an age was given in 虚岁
