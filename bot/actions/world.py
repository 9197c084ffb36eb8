"""What an answer may look at besides the message: the pack of the day, and where institutions are found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.actions.memory import Search
from knowledge.pack import Pack


@dataclass(frozen=True)
class Place:
    """An institution as it is told of; what is not known is empty."""

    id: str
    name: str
    kind: str
    type_name: str
    where: str
    phone: str
    fees: str
    hours: str
    is_sample: bool


class Unreachable(Exception):
    """The list of institutions cannot be read now."""


@dataclass(frozen=True)
class Fitting:
    """Whom the place is for, as far as it is known: a child's months, an old person's assessed level."""

    age_months: int | None = None
    care_level: str | None = None


class Places(Protocol):
    """Both raise Unreachable."""

    def find(self, wanted: Search, fitting: Fitting) -> Sequence[Place]: ...

    def get(self, key: str) -> Place | None: ...


@dataclass(frozen=True)
class World:
    pack: Pack
    day: date
    places: Places
