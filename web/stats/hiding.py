"""Which numbers may be shown. A total below five is not; what it falls into is shown in fives, small ones not at all.

Whoever knows a total and all parts but one knows that one too. So parts are rounded down to fives, and where a hidden
part could still be narrowed down to fewer than three numbers, nothing of that table is shown. Pure; knows no page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SMALL = 5  # the least number that is shown
OPEN = 3  # a hidden number could at least be so many different ones


@dataclass(frozen=True)
class Part:
    """One line of a table; `times` is a multiple of five, 0 where there was nothing, None where it is hidden."""

    name: str
    times: int | None

    @property
    def least(self) -> int:
        return 1 if self.times is None else self.times

    @property
    def most(self) -> int:
        if self.times is None:
            return SMALL - 1
        return self.times + SMALL - 1 if self.times else 0


def total(times: int) -> int | None:
    """As it is; None where it is hidden."""
    return None if 0 < times < SMALL else max(times, 0)


def parts(counts: Mapping[str, int]) -> tuple[Part, ...] | None:
    """What a total falls into, in the order given; None where nothing of it may be shown."""
    found = tuple(Part(name, _rounded(times)) for name, times in counts.items())
    whole = sum(max(times, 0) for times in counts.values())
    if total(whole) is None or any(_narrow(each, found, whole) for each in found):
        return None
    return found


def _rounded(times: int) -> int | None:
    return None if 0 < times < SMALL else max(times, 0) // SMALL * SMALL


def _narrow(one: Part, of: Sequence[Part], whole: int) -> bool:
    """Whether total and all others leave a hidden number too few ways to be."""
    if one.times is not None:
        return False
    least = max(one.least, whole - sum(each.most for each in of) + one.most)
    most = min(one.most, whole - sum(each.least for each in of) + one.least)
    return most - least + 1 < OPEN
