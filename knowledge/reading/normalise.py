"""Brings what was typed into one form: half-width, simplified, known misspellings mended.

Keeps where each character stood, so that findings can point at the original text. Knows nothing of meaning.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge.reading.characters import SIMPLIFIED
from knowledge.reading.phrases import Phrases

UNSEEN = {"Cf", "Mn"}  # zero-width marks, variation selectors
CAPITALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
# One alone may be a surname or a measure (陆先生); two together are a numeral written in full.
IN_FULL = re.compile("[壹贰叁肆伍陆柒捌玖拾佰仟]{2,}")


@dataclass(frozen=True)
class Clean:
    """The tidy text and, for each of its characters, where it stood in the original."""

    original: str
    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the tidy text (at least one character) as a stretch of the original."""
        return self.origin[start], self.origin[end - 1] + 1


def plain(text: str) -> str:
    """The tidy form of a pattern or a word, without the map back."""
    return "".join(character for character, _ in _characters(text))


class Normaliser:
    """Tidies texts with one pack's list of misspellings (`{right: [wrong, …]}`)."""

    def __init__(self, misspellings: Mapping[str, Iterable[str]]) -> None:
        self._wrong = Phrases(
            (plain(wrong), plain(right)) for right, all_ in misspellings.items() for wrong in all_
        )

    def __call__(self, original: str) -> Clean:
        pairs = _characters(original)
        text, origin = "".join(c for c, _ in pairs), [at for _, at in pairs]
        text = IN_FULL.sub(lambda found: found[0].translate(CAPITALS), text)
        for found in reversed(self._wrong.longest(text)):
            where = origin[found.start : found.end]
            text = text[: found.start] + found.what + text[found.end :]
            origin[found.start : found.end] = _stretched(where, len(found.what))
        return Clean(original, text, tuple(origin))


def _characters(text: str) -> list[tuple[str, int]]:
    """Each tidy character with its place; runs of white space become one space, the ends none."""
    pairs: list[tuple[str, int]] = []
    for at, character in enumerate(text):
        if "\u4e00" <= character <= "\u9fff":
            pairs.append((SIMPLIFIED.get(character, character), at))
        elif character.isspace():
            if pairs and pairs[-1][0] != " ":
                pairs.append((" ", at))
        elif unicodedata.category(character) not in UNSEEN:
            pairs += [(one, at) for one in unicodedata.normalize("NFKC", character).lower()]
    while pairs and pairs[-1][0] == " ":
        pairs.pop()
    return pairs


def _stretched(where: list[int], length: int) -> list[int]:
    """Places for a word of another length: the last character always ends where the wrong word did."""
    places = [where[min(index, len(where) - 1)] for index in range(length)]
    places[-1] = where[-1]
    return places
