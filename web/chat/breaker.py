"""Stops asking somebody who does not answer, and tries again after a rest; knows nothing of whom."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

FAILURES = 3
REST_SECONDS = 10.0


class Breaker:
    """Closed while things go well; open for a rest after so many failures in a row; then one may try."""

    def __init__(
        self,
        failures: int = FAILURES,
        rest_seconds: float = REST_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._failures, self._rest, self._clock = failures, rest_seconds, clock
        self._in_a_row = 0
        self._open_until = 0.0
        self._lock = Lock()

    def lets_through(self) -> bool:
        with self._lock:
            if self._in_a_row < self._failures:
                return True
            if self._clock() < self._open_until:
                return False
            # Whoever comes first after the rest tries for all; the others wait for what comes of it.
            self._open_until = self._clock() + self._rest
            return True

    @property
    def is_open(self) -> bool:
        with self._lock:
            return self._in_a_row >= self._failures

    @property
    def rests(self) -> bool:
        """Whether nobody may even try now."""
        with self._lock:
            return self._in_a_row >= self._failures and self._clock() < self._open_until

    def succeeded(self) -> None:
        with self._lock:
            self._in_a_row = 0

    def failed(self, rest_seconds: float | None = None) -> None:
        """`rest_seconds` where this failure wants another rest than the usual one."""
        with self._lock:
            self._in_a_row += 1
            rest = self._rest if rest_seconds is None else rest_seconds
            self._open_until = self._clock() + rest
