"""What one stretch of a text says: the small values the reading is put together from. Knows no language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from knowledge.verdicts import Interval


@dataclass(frozen=True)
class Mention:
    """A fact that a stretch of the tidy text states; `nominal` marks an age counted the old way (虚岁)."""

    start: int
    end: int
    fact: str
    value: Any
    nominal: bool = False


@dataclass(frozen=True)
class Relation:
    """Whom a word names. A weak one (儿子) may be a grown-up and counts only beside other signs of a child."""

    id: str
    applicant: str | None
    weak: bool = False


@dataclass(frozen=True)
class Named:
    """A person where the text names them."""

    start: int
    end: int
    label: str
    relation: Relation


@dataclass(frozen=True)
class Scene:
    """A tidy text with the people named in it: what deciding about a number takes."""

    text: str
    people: tuple[Named, ...]

    def named_before(self, at: int) -> Named | None:
        """The person whose word ends exactly here."""
        return next((one for one in self.people if one.end == at), None)

    def has(self, applicant: str) -> bool:
        return any(one.relation.applicant == applicant for one in self.people)


def interval(lo: float, hi: float) -> int | Interval:
    """A plain number where nothing is uncertain."""
    low, high = int(lo), int(hi)
    return low if low == high else Interval(low, high)
