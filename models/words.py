"""How text is made findable: one normal form, pinyin and initials.

Pure functions; knows no table. The same form is given to what is stored and to what is typed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from pypinyin import Style, lazy_pinyin

WORDS_AT_MOST = 8  # a person types a few; more only make a slow query
BRACKETS_AND_DASHES = {"Ps", "Pe", "Pi", "Pf", "Pd"}


class _Seen(dict[int, int]):
    """What becomes of a character, worked out the first time it is met."""

    def __missing__(self, code: int) -> int:
        category = unicodedata.category(chr(code))
        hidden = category in BRACKETS_AND_DASHES or category[0] in "CZ"
        self[code] = ord(" ") if hidden else code
        return self[code]


SEEN = _Seen()


def printable(text: str) -> str:
    """Without what cannot be seen: PostgreSQL refuses NUL, and nobody types it on purpose."""
    if text.isprintable():
        return text
    return "".join(c for c in text if unicodedata.category(c)[0] != "C")


def fold(text: str) -> str:
    """Full-width to half-width, lower case; brackets, dashes and what cannot be seen become spaces."""
    return unicodedata.normalize("NFKC", text).casefold().translate(SEEN)


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


def lines(parts: Iterable[str]) -> str:
    """Each part once, one a line: a word never matches across two parts."""
    return "\n".join(dict.fromkeys(folded for part in parts if (folded := compact(part))))
