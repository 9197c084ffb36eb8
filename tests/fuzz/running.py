"""Tries one thing after another until the time is over; what broke is kept with the smallest input that breaks it.

Knows nothing of what is tried. Hypothesis makes the inputs and makes them small.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

import psutil
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

AT_A_TIME = 50
FAULTS_AT_MOST = 5
MEBIBYTE = 2**20
INPUT = " <- "
T = TypeVar("T")


class Hung(AssertionError):
    """It took longer than anybody should wait."""


@dataclass
class Tally:
    tried: int = 0
    slowest: float = 0.0
    faults: list[str] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)  # MB after each round

    @property
    def grown(self) -> float:
        """From when all is warm, a fifth of the way in, to the end; MB."""
        if len(self.memory) < 5:
            return 0.0
        return self.memory[-1] - self.memory[len(self.memory) // 5]


def held() -> float:
    """MB of this process and all it has started."""
    mine = psutil.Process()
    return sum(each.memory_info().rss for each in (mine, *mine.children(recursive=True))) / MEBIBYTE


def spend(
    seconds: float, things: SearchStrategy[T], once: Callable[[T], object], patience: float
) -> Tally:
    """`once` with one thing after another; each may take `patience` seconds."""
    tally = Tally()
    until = time.monotonic() + seconds
    number = 0
    while time.monotonic() < until and len(tally.faults) < FAULTS_AT_MOST:
        number += 1
        _round(tally, things, once, patience, number, until)
        tally.memory.append(held())
    return tally


def _round(
    tally: Tally,
    things: SearchStrategy[T],
    once: Callable[[T], object],
    patience: float,
    number: int,
    until: float,
) -> None:
    broken: list[Exception] = []  # once something broke, it is made small whatever the time

    @seed(number)
    @settings(
        max_examples=AT_A_TIME,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(thing=things)
    def tried(thing: T) -> None:
        if time.monotonic() > until and not broken:
            return
        begun = time.monotonic()
        try:
            once(thing)
        except Exception as wrong:
            broken.append(wrong)
            wrong.add_note(f"{INPUT}{thing!r:.1500}")
            raise
        spent = time.monotonic() - begun
        tally.tried += 1
        tally.slowest = max(tally.slowest, spent)
        if spent > patience:
            raise Hung(f"{spent:.1f} s for {thing!r:.500}")

    try:
        tried()
    except Exception as wrong:
        notes = [each for each in getattr(wrong, "__notes__", ()) if each.startswith(INPUT)]
        tally.faults.append(f"{type(wrong).__name__}: {wrong}"[:600] + "".join(notes[-1:]))
