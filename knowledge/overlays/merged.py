"""A pack and the local figures over it, merged anew only when they or the day have changed.

Made for a process that runs for weeks and serves many threads. Knows nothing of where statements are kept:
whoever asks gives their version, and a way to read them that is used only when it is new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from threading import Lock
from typing import Any

from knowledge.overlays.laying import lay
from knowledge.overlays.statement import Overlay, OverlayError, read
from knowledge.pack import Pack
from knowledge.saying import OURS, speaking

DAYS_KEPT = 16  # a counter may look at a few days besides today

Read = Callable[[], Iterable[Mapping[str, Any]]]
Report = Callable[[Overlay, OverlayError], None]


class Merged:
    """One pack under the statements of one version at a time."""

    def __init__(self, pack: Pack) -> None:
        self.plain = pack
        self._version: str | None = None
        self._overlays: tuple[Overlay, ...] = ()
        self._days: dict[date, Pack] = {}
        self._lock = Lock()

    def on(self, day: date, version: str, rows: Read, report: Report) -> Pack:
        """The pack of that day; a statement that no longer fits the pack is reported and left out."""
        with self._lock:
            if version != self._version:
                self._overlays, self._days = read(rows()), {}
                self._version = version
            return self._of(day, report)

    def last_known(self, day: date, report: Report) -> Pack:
        """The pack of that day under the statements read last, for when they cannot be read now."""
        with self._lock:
            return self._of(day, report)

    def _of(self, day: date, report: Report) -> Pack:
        if day not in self._days:
            with speaking(OURS):  # the same for everybody; translated afterwards
                merged, faults = lay(self.plain, self._overlays, day)
            for overlay, fault in faults:
                report(overlay, fault)
            while len(self._days) >= DAYS_KEPT:
                del self._days[next(iter(self._days))]
            self._days[day] = merged
        return self._days[day]
