"""Which rows have a given run of characters, syllables or letters: windows of three, sorted.

Windows at the end of a run are filled up with nought, so a run of one or two is a range of windows: two
characters are found as surely as three. From four on, all windows must be there, which a row can only
fail to mean by repeating itself. Knows no language.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from models.finding.arrays import Mask, Numbers, Rows, mask_of

BITS = 21  # every Unicode character fits
WINDOW = 3
BREAK = 10  # the code of a new line: no run goes on past it


class Grams:
    """The index over runs of codes that are greater than nought."""

    def __init__(self, codes: Numbers, rows: Rows, count: int) -> None:
        second = np.append(codes[1:], 0)
        third = np.append(second[1:], 0)
        third[second == 0] = 0
        real = codes != 0
        keys = ((codes << 2 * BITS) | (second << BITS) | third)[real]
        order = np.argsort(keys, kind="stable")
        keys = keys[order]
        first = np.flatnonzero(np.diff(keys, prepend=-1))
        self._keys, self._starts = keys[first], np.append(first, len(keys))
        self._rows = rows[real][order]
        self._count = count

    def find(self, run: Sequence[int], end: int | None = None) -> Mask:
        """The rows that have the run; with `end`, its last code may be anything below that."""
        last = run[-1] + 1 if end is None else end
        found = self._mask(run[:WINDOW], last if len(run) <= WINDOW else None)
        for start in range(1, len(run) - WINDOW + 1):
            final = start + WINDOW == len(run)
            found &= self._mask(run[start : start + WINDOW], last if final else None)
        return found

    def _mask(self, window: Sequence[int], end: int | None) -> Mask:
        low = _key(window)
        high = _key([*window[:-1], window[-1] + 1 if end is None else end])
        left, right = np.searchsorted(self._keys, [low, high])
        return mask_of(self._rows[self._starts[left] : self._starts[right]], self._count)


def _key(window: Sequence[int]) -> int:
    filled = [*window, 0, 0][:WINDOW]
    return (filled[0] << 2 * BITS) | (filled[1] << BITS) | filled[2]


def of_text(texts: Sequence[str]) -> Grams:
    """Over the characters of each text; its lines are runs of their own."""
    lengths = np.fromiter(map(len, texts), np.int64, len(texts)) + 1
    joined = "".join(text + "\n" for text in texts).encode("utf-32-le", "surrogatepass")
    codes = np.frombuffer(joined, np.uint32).astype(np.int64)
    codes[codes == BREAK] = 0
    return Grams(codes, np.repeat(np.arange(len(texts), dtype=np.int32), lengths), len(texts))


class Spelt:
    """Over the syllables of each text, apart by spaces; their numbers are in the order of the alphabet."""

    def __init__(self, texts: Sequence[str]) -> None:
        runs = [text.replace("\n", " \n ").split(" ") for text in texts]
        self.syllables = sorted({each for run in runs for each in run} - {"", "\n"})
        self.numbers = {each: number for number, each in enumerate(self.syllables, start=1)}
        lengths = np.fromiter(map(len, runs), np.int64, len(runs)) + 1
        known = {**self.numbers, "": 0, "\n": 0}
        flat = (known[each] for run in runs for each in (*run, ""))
        codes = np.fromiter(flat, np.int64, int(lengths.sum()))
        rows = np.repeat(np.arange(len(texts), dtype=np.int32), lengths)
        self.grams = Grams(codes, rows, len(texts))
