"""Where typed words stand in a name: all of it, its beginning, somewhere in it, or only beside it.

Knows names as sorted lists; which rows have the words is handed in.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import numpy as np

from models import words
from models.finding.arrays import Mask, Numbers
from models.finding.typed import Meaning

WHOLE, BEGINNING, WITHIN, BESIDE, GUESSED = range(5)
LAST = "\U0010ffff"


class Sorted:
    """One text a row, in the order of the texts."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._rows = np.array(sorted(range(len(texts)), key=texts.__getitem__), np.int32)
        self._texts = [texts[row] for row in self._rows.tolist()]

    def mark(self, found: Numbers, text: str, exact: int, beginning: int) -> None:
        low, high = bisect_left(self._texts, text), bisect_right(self._texts, text + LAST)
        found[self._rows[low:high]] = np.minimum(found[self._rows[low:high]], beginning)
        end = bisect_right(self._texts, text)
        found[self._rows[low:end]] = np.minimum(found[self._rows[low:end]], exact)


class TextOrder:
    def __init__(self, text: dict[str, Sequence[str]]) -> None:
        self._names, self._others = Sorted(text["name_folded"]), Sorted(text["other_names"])
        self._initials = Sorted(text["name_initials"])

    def tiers(self, typed: str, meaning: Meaning) -> Numbers:
        whole = "".join(words.words(typed))
        found = _beside(meaning.named, GUESSED if meaning.guessed else BESIDE)
        if whole:
            self._names.mark(found, whole, WHOLE, BEGINNING)
            self._others.mark(found, whole, WHOLE, BEGINNING)
            self._initials.mark(found, whole, BEGINNING, BEGINNING)
        return found


def _beside(named: Mask, otherwise: int) -> Numbers:
    return np.where(named, WITHIN, otherwise).astype(np.int64)
