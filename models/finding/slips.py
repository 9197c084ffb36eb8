"""Names that have a word with one character wrong, missing, too many, or two changed over.

Knows runs of characters only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from rapidfuzz.distance import OSA

from models.finding.arrays import Mask, mask_of
from models.finding.grams import Grams

SHORTEST = 3  # in two characters one wrong one leaves nothing to go by
LONGEST = 20
LOOKED_AT = 400  # more candidates than this are no answer to anybody


def slips(word: str, names: Grams, called: Sequence[str]) -> Mask:
    found = np.zeros(len(called), np.bool_)
    if not SHORTEST <= len(word) <= LONGEST:
        return found
    for left, right in _halves(word):
        found |= _has(left, names) & _has(right, names)
    rows = np.flatnonzero(found)[:LOOKED_AT].tolist()
    kept = [row for row in rows if any(within_one(word, line) for line in called[row].split("\n"))]
    return mask_of(np.array(kept, np.int32), len(called))


def _halves(word: str) -> Iterator[tuple[str, str]]:
    """What is left before and after a wrong or superfluous character, or around a missing one."""
    for at in range(len(word)):
        yield word[:at], word[at + 1 :]
        if at:
            yield word[:at], word[at:]
            yield word[: at - 1], word[at + 1 :]  # two changed over


def _has(part: str, names: Grams) -> Mask | bool:
    return names.find([ord(character) for character in part]) if part else True


def within_one(word: str, line: str) -> bool:
    """Whether some run of the line is the word but for one slip."""
    return nearest(word, line) is not None


def nearest(word: str, line: str) -> str | None:
    """That run, one as long as the word before a shorter or a longer one."""
    if not SHORTEST <= len(word) <= LONGEST or len(set(word) - set(line)) > 1:
        return None
    runs = (
        line[start : start + length]
        for length in (len(word), len(word) - 1, len(word) + 1)
        for start in range(max(1, len(line) - length + 1))
    )
    return next((run for run in runs if OSA.distance(word, run, score_cutoff=1) <= 1), None)
