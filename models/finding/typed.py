"""What somebody typed, as the rows it can mean: as written, taken apart, as it sounds, with one slip.

Guesses are made only where nothing is found as written, so that they never hide a right answer. Knows no
filter and no order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from models import words
from models.finding.arrays import Mask
from models.finding.grams import Spelt, of_text
from models.finding.names import Aliases, Names
from models.finding.pieces import pieces
from models.finding.slips import nearest, slips, within_one
from models.finding.spelling import readings, sounding
from models.finding.table import Table

LATIN = re.compile(r"[a-z]+")
LOOKED_AT = 50  # names, to say what was found instead


@dataclass(frozen=True)
class Meaning:
    """The rows, those whose very name has the words, and whether that took a guess.

    `instead`: what the rows have in place of the words, where it is the same in all that were looked at.
    """

    rows: Mask
    named: Mask
    guessed: bool = False
    instead: str | None = None


class Guess(NamedTuple):
    """Rows, and what is written there in place of the word."""

    rows: Mask
    said: set[str]


class Text:
    """One table's words, ready to be searched."""

    def __init__(self, table: Table) -> None:
        text = table.text
        called = zip(text["name_folded"], text["other_names"], strict=True)
        self._called = [f"{name}\n{other}" for name, other in called]
        self._named = of_text(self._called)
        self._addresses = of_text(text["address_folded"])
        self._initials = of_text(text["name_initials"])
        spoken = zip(text["name_pinyin"], text["other_pinyin"], strict=True)
        self._spoken = Spelt([f"{name}\n{other}" for name, other in spoken])
        self._names = Names(table)
        self._count = len(table)

    def meaning(self, typed: str, aliases: Aliases) -> Meaning:
        asked = words.words(typed)
        named = self._all(self._in_name(word) for word in asked)
        written = [self._written(word, aliases) for word in asked]
        rows = self._all(written)
        # Brackets alone are no word: they find nothing rather than everything.
        if rows.any() or not asked or not self._count:
            return Meaning(rows, named)
        guesses = [
            Guess(found, {word}) if found.any() else self._guess(word, aliases)
            for word, found in zip(asked, written, strict=True)
        ]  # fmt: skip
        one_each = [next(iter(guess.said)) for guess in guesses if len(guess.said) == 1]
        instead = " ".join(one_each) if len(one_each) == len(guesses) else None
        return Meaning(self._all(guess.rows for guess in guesses), named, True, instead)

    def _in_name(self, word: str) -> Mask:
        found = self._named.find(codes(word))
        if LATIN.fullmatch(word):
            found |= self._initials.find(codes(word))
            for run, end in readings(word, self._spoken.syllables):
                found |= self._spoken.grams.find(run, end)
        return found

    def _written(self, word: str, aliases: Aliases) -> Mask:
        """In the name, or in what describes the place; a long word also piece by piece."""
        found = self._whole(word, aliases)
        if LATIN.fullmatch(word):
            return found | self._names.those(
                aliases, lambda name: word in name.joined or word in name.initials
            )
        known, unknown = pieces(word, self._names.whole | aliases.keys())
        if known and [*known, *unknown] != [word]:
            found |= self._all(self._whole(piece, aliases) for piece in (*known, *unknown))
        return found

    def _whole(self, word: str, aliases: Aliases) -> Mask:
        found = self._in_name(word) | self._addresses.find(codes(word))
        return found | self._names.those(aliases, lambda name: word in name.plain)

    def _guess(self, word: str, aliases: Aliases) -> Guess:
        for way in (self._sounding, self._slipped, self._roughly):
            found = way(word, aliases)
            if found.rows.any():
                return found
        return found

    def _sounding(self, word: str, aliases: Aliases) -> Guess:
        aloud = words.pinyin(word)
        described, said = self._names.called(aliases, lambda name: f" {aloud} " in name.syllables)
        run = [self._spoken.numbers.get(each, 0) for each in aloud.split()]
        named = self._spoken.grams.find(run) if run and all(run) else np.zeros_like(described)
        lines = said | self._lines(named)
        return Guess(
            described | named, {alike for line in lines if (alike := sounding(aloud, line))}
        )

    def _slipped(self, word: str, aliases: Aliases) -> Guess:
        described, said = self._names.called(
            aliases, lambda name: within_one(word, name.plain) or within_one(word, name.joined)
        )
        named = slips(word, self._named, self._called)
        alike = {run for line in self._lines(named) if (run := nearest(word, line))}
        return Guess(described | named, said | alike)

    def _roughly(self, word: str, aliases: Aliases) -> Guess:
        """By the known words alone, where the rest of a sentence is not understood."""
        known = pieces(word, self._names.whole | aliases.keys()).known
        rows = self._all(self._whole(piece, aliases) for piece in known)
        return Guess(rows, {" ".join(known)} if known else set())

    def _lines(self, rows: Mask) -> set[str]:
        """The names of the first of these rows."""
        first = np.flatnonzero(rows)[:LOOKED_AT].tolist()
        return {line for row in first for line in self._called[row].split("\n") if line}

    def _all(self, masks: Iterable[Mask]) -> Mask:
        """The rows in every one of them; none where there are none."""
        every = list(masks)
        if not every:
            return np.zeros(self._count, np.bool_)
        found: Mask = np.logical_and.reduce(every)
        return found


def codes(word: str) -> list[int]:
    return [ord(character) for character in word]
