"""Columns as arrays: one value a row, values from a short list as numbers, sets of rows as masks.

Knows no table and no meaning of a column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]
Rows = NDArray[np.int32]
UNKNOWN = -1


class Choices:
    """A column that has few different values: a number a row, UNKNOWN where there is none."""

    def __init__(self, column: Iterable[Any], count: int) -> None:
        places: dict[Any, int] = {None: UNKNOWN}
        numbers = (places.setdefault(value, len(places) - 1) for value in column)
        self.codes = np.fromiter(numbers, np.int32, count)
        self.values = list(places)[1:]
        self._places = places

    def is_(self, value: Any) -> Mask:
        """The rows that have this value; none has one that nobody has."""
        if value is None or value not in self._places:
            return np.zeros(len(self.codes), np.bool_)
        found: Mask = self.codes == self._places[value]
        return found

    def those(self, holds: Callable[[Any], bool]) -> Mask:
        """The rows whose value is one of those for which it holds."""
        verdicts = np.fromiter(map(holds, self.values), np.bool_, len(self.values))
        return np.append(verdicts, False)[self.codes]

    def count(self, rows: Mask) -> dict[Any, int]:
        counts = np.bincount(self.codes[rows] + 1, minlength=len(self.values) + 1)[1:]
        return {value: int(n) for value, n in zip(self.values, counts, strict=True) if n}


class Sets:
    """A column that has any number of a few values: a mask a value."""

    def __init__(self, pairs: Iterable[tuple[int, Any]], count: int) -> None:
        places: dict[Any, list[int]] = {}
        for row, value in pairs:
            places.setdefault(value, []).append(row)
        self._rows = {value: np.array(rows, np.int32) for value, rows in places.items()}
        self._count = count

    @cached_property
    def masks(self) -> dict[Any, Mask]:
        return {value: mask_of(rows, self._count) for value, rows in self._rows.items()}

    def has(self, value: Any) -> Mask:
        return self.masks.get(value, np.zeros(self._count, np.bool_))

    def those(self, holds: Callable[[Any], bool]) -> Mask:
        found = np.zeros(self._count, np.bool_)
        for value, mask in self.masks.items():
            if holds(value):
                found |= mask
        return found

    def count(self, rows: Mask) -> dict[Any, int]:
        counted = {value: int(np.count_nonzero(mask & rows)) for value, mask in self.masks.items()}
        return {value: n for value, n in counted.items() if n}


def mask_of(rows: Rows, count: int) -> Mask:
    found = np.zeros(count, np.bool_)
    found[rows] = True
    return found


def numbers(column: Sequence[int | None], unknown: int = UNKNOWN) -> Numbers:
    return np.fromiter((unknown if n is None else n for n in column), np.int64, len(column))
