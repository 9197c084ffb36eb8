"""What somebody typed, as the rows it can mean: as written, taken apart, as it sounds, with one slip.

Guesses are made only where nothing is found as written, so that they never hide a right answer. Knows no
filter and no order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from models import words
from models.finding.arrays import Mask
from models.finding.grams import Spelt, of_text
from models.finding.names import Aliases, Names
from models.finding.pieces import pieces
from models.finding.slips import slips, within_one
from models.finding.spelling import readings
from models.finding.table import Table

LATIN = re.compile(r"[a-z]+")


@dataclass(frozen=True)
class Meaning:
    """The rows, those whose very name has the words, and whether that took a guess."""

    rows: Mask
    named: Mask
    guessed: bool = False


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
        guesses = (
            found if found.any() else self._guess(word, aliases)
            for word, found in zip(asked, written, strict=True)
        )  # fmt: skip
        return Meaning(self._all(guesses), named, guessed=True)

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

    def _guess(self, word: str, aliases: Aliases) -> Mask:
        for way in (self._sounding, self._slipped, self._roughly):
            found = way(word, aliases)
            if found.any():
                return found
        return found

    def _sounding(self, word: str, aliases: Aliases) -> Mask:
        aloud = words.pinyin(word)
        found = self._names.those(aliases, lambda name: f" {aloud} " in name.syllables)
        run = [self._spoken.numbers.get(each, 0) for each in aloud.split()]
        return found | self._spoken.grams.find(run) if run and all(run) else found

    def _slipped(self, word: str, aliases: Aliases) -> Mask:
        described = self._names.those(
            aliases, lambda name: within_one(word, name.plain) or within_one(word, name.joined)
        )
        return described | slips(word, self._named, self._called)

    def _roughly(self, word: str, aliases: Aliases) -> Mask:
        """By the known words alone, where the rest of a sentence is not understood."""
        known = pieces(word, self._names.whole | aliases.keys()).known
        return self._all(self._whole(piece, aliases) for piece in known)

    def _all(self, masks: Iterable[Mask]) -> Mask:
        """The rows in every one of them; none where there are none."""
        every = list(masks)
        if not every:
            return np.zeros(self._count, np.bool_)
        found: Mask = np.logical_and.reduce(every)
        return found


def codes(word: str) -> list[int]:
    return [ord(character) for character in word]
