"""How text is made findable: one normal form, character pairs, pinyin and initials.

Pure functions; knows no table. The same form is given to what is stored and to what is typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from pypinyin import Style, lazy_pinyin

WORDS_AT_MOST = 8  # a person types a few; more only make a slow query
BRACKETS_AND_DASHES = {"Ps", "Pe", "Pi", "Pf", "Pd"}
LATIN = re.compile(r"[a-z0-9]+")


def printable(text: str) -> str:
    """Without what cannot be seen: PostgreSQL refuses NUL, and nobody types it on purpose."""
    return "".join(c for c in text if unicodedata.category(c)[0] != "C")


def fold(text: str) -> str:
    """Full-width to half-width, lower case; brackets, dashes and what cannot be seen become spaces."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(
        " " if unicodedata.category(c) in BRACKETS_AND_DASHES or unicodedata.category(c)[0] in "CZ"
        else c
        for c in folded
    )  # fmt: skip


def compact(text: str) -> str:
    return "".join(fold(text).split())


def words(text: str) -> list[str]:
    """The words of a search, each of which must be found."""
    return fold(text).split()[:WORDS_AT_MOST]


def pinyin(text: str) -> str:
    """`徐圩养老院` as `xu wei yang lao yuan`: syllables apart, so that it sorts as people expect."""
    return " ".join(" ".join(lazy_pinyin(compact(text))).split())


def initials(text: str) -> str:
    return "".join(lazy_pinyin(compact(text), style=Style.FIRST_LETTER))


def pairs(text: str) -> list[str]:
    """Neighbouring characters two by two: what a full-text index of Chinese is made of."""
    whole = compact(text)
    return [whole[i : i + 2] for i in range(len(whole) - 1)]


def searchable(parts: Iterable[str]) -> str:
    """The parts and their pinyin, one a line: a word never matches across two parts."""
    lines: list[str] = []
    for part in parts:
        lines += [compact(part), pinyin(part).replace(" ", ""), initials(part)]
    return "\n".join(dict.fromkeys(line for line in lines if line))


def terms(parts: Iterable[str]) -> str:
    """The same as space-separated terms, for the full-text index of either database."""
    found: dict[str, None] = {}
    for part in parts:
        syllables = [s for s in pinyin(part).split() if LATIN.fullmatch(s)]
        found.update(dict.fromkeys([*pairs(part), *syllables, initials(part)]))
    return " ".join(found)
