"""Finds words and simple word pairs in a text; knows nothing of what they mean.

A pattern is a word (`低保户`), words to choose from (`我妈|俺妈`), or several of these in order with a gap of at
most eight characters inside one sentence (`开|办 养老院`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
GAP = "[^。!?;\n]{0,8}?"


@dataclass(frozen=True)
class Found(Generic[T]):
    """A pattern seen in a text, and what it stands for."""

    start: int
    end: int
    what: T


class Phrases(Generic[T]):
    """Patterns prepared once: looked up by their first character, so a long list costs little."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        index: dict[str, list[tuple[str, re.Pattern[str] | None, T]]] = defaultdict(list)
        for pattern, what in entries:
            first, *rest = pattern.split()
            tail = re.compile("".join(map(_later, rest))) if rest else None
            for word in first.split("|"):
                index[word[0]].append((word, tail, what))
        for words in index.values():
            words.sort(key=lambda entry: -len(entry[0]))
        self._index = dict(index)

    def all(self, text: str) -> list[Found[T]]:
        """Every occurrence, overlapping ones too, in reading order."""
        found = []
        for start, character in enumerate(text):
            for word, tail, what in self._index.get(character, ()):
                if text.startswith(word, start):
                    end = _end(text, start + len(word), tail)
                    if end is not None:
                        found.append(Found(start, end, what))
        return found

    def longest(self, text: str) -> list[Found[T]]:
        """Occurrences that do not overlap; of two that do, the one further left, then the longer one."""
        kept: list[Found[T]] = []
        for one in sorted(self.all(text), key=lambda found: (found.start, -found.end)):
            if not kept or one.start >= kept[-1].end:
                kept.append(one)
        return kept

    def any(self, text: str) -> bool:
        return bool(self.all(text))


def _later(part: str) -> str:
    return GAP + "(?:" + "|".join(map(re.escape, part.split("|"))) + ")"


def _end(text: str, start: int, tail: re.Pattern[str] | None) -> int | None:
    if tail is None:
        return start
    found = tail.match(text, start)
    return found.end() if found else None
