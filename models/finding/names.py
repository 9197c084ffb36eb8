"""Words that describe many providers at once: districts, streets, places, types, tags, services.

A typed word is looked for in all of them. Knows how a word is spelt and read aloud, not what was asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from models import words
from models.finding.arrays import Mask
from models.finding.table import Table
from models.kinds import TAG_WORDS, TYPE_WORDS

UNITS = ("街道", "镇", "乡", "区", "县")
SHORTEST = 2  # a place is not shortened to one character
PLACES = ("district", "street")
Aliases = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Name:
    """One word in each of its spellings: characters, syllables apart, syllables together, initials."""

    plain: str
    syllables: str
    joined: str
    initials: str


@cache
def spelt(said: str) -> Name:
    """Kept: the same few hundred words come with every search."""
    syllables = words.pinyin(said)
    joined = syllables.replace(" ", "")
    return Name(words.compact(said), f" {syllables} ", joined, words.initials(said))


class Names:
    """All of them for one table."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._named = [(spelt(said), column, value) for said, column, value in _said(table)]
        self.whole = {name.plain for name, _, _ in self._named}

    def those(self, aliases: Aliases, holds: Callable[[Name], bool]) -> Mask:
        """The rows described by a word for which it holds."""
        return self.called(aliases, holds)[0]

    def called(self, aliases: Aliases, holds: Callable[[Name], bool]) -> tuple[Mask, set[str]]:
        """Those rows, and the words."""
        wanted: dict[str, set[str]] = {}
        holding: set[str] = set()
        for name, column, value in self._named:
            if holds(name):
                holding.add(name.plain)
                wanted.setdefault(column, set()).add(value)
        for said, places in aliases.items():
            name = spelt(said)
            if holds(name):
                holding.add(name.plain)
                for column in PLACES:
                    wanted.setdefault(column, set()).update(places)
        found = np.zeros(len(self._table), np.bool_)
        for column, values in wanted.items():
            found |= self._table.column(column).those(values.__contains__)
        return found, holding


def _said(table: Table) -> Iterator[tuple[str, str, str]]:
    for column in PLACES:
        for value in table.choices[column].values:
            for said in sorted({value, short(value)}):
                yield said, column, value
    for type_, all_said in TYPE_WORDS.items():
        for said in all_said:
            yield said, "type", type_
    for tag, all_said in TAG_WORDS.items():
        for said in all_said:
            yield said, "tag", tag
    for service in table.sets["service"].masks:
        yield service, "service", service


def short(place: str) -> str:
    """`墟沟街道` as people say it."""
    for unit in UNITS:
        if place.endswith(unit) and len(place) >= len(unit) + SHORTEST:
            return place.removesuffix(unit)
    return place
