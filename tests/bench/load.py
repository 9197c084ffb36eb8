"""An ordinary busy hour: 200 residents and 20 advisors for a quarter of an hour, and Rasa killed under the same load.

`LOAD_SECONDS` shortens both for a first look. Visitors and service share this machine's cores.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.load.running import (
    Line,
    Watched,
    copies,
    service,
    state,
    visitors,
    watching,
    while_loaded,
)

SECONDS = int(os.environ.get("LOAD_SECONDS", "900"))
KILLING_SECONDS = min(SECONDS, 240)
CROWD = {"families": 100, "residents": 100, "advisors": 20}
WARM = 0.2  # the first part of a run, in which caches fill
PAGES = ("/", "list", "provider", "search", "/benefits", "/policies", "/check")
Row = tuple[str, str, str]


def rows() -> Iterator[Row]:
    yield from soak()
    yield from killed()


def soak() -> Iterator[Row]:
    with (
        tempfile.TemporaryDirectory(prefix="load-") as folder,
        service(Path(folder), CROWD["advisors"]) as (url, parent),
        watching(parent) as watched,
    ):
        lines = visitors(url, SECONDS, **CROWD)
    whole = lines[-1]
    span = f"{SECONDS / 60:.0f} min"
    yield f"220 people for {span}: requests", f"{whole.requests}", "-"
    yield "the same: p50 / p95", f"{whole.p50:.0f} / {whole.p95:.0f} ms", "p95 ≤ 400 ms"
    yield "the same: errors", f"{whole.failures}", "0"
    for each in watched.values():
        yield f"the same: memory of {each.name}", _growth(each), "≤ 2 % more"
    for line in lines[:-1]:
        yield f"  {line.name}: p50 / p95", f"{line.p50:.0f} / {line.p95:.0f} ms", "-"


def _growth(watched: Watched) -> str:
    """From the stretch after warming up to the last one."""
    early = watched.between(SECONDS * WARM, SECONDS * (WARM + 0.2))
    late = watched.between(SECONDS * 0.8, SECONDS)
    return f"{late:.0f} MB, {(late / early - 1) * 100:+.1f} %" if early else "not seen"


def killed() -> Iterator[Row]:
    """The pages before Rasa is killed and after; how long the chat was away."""
    away: list[float] = []
    with (
        tempfile.TemporaryDirectory(prefix="load-") as folder,
        service(Path(folder), CROWD["advisors"]) as (url, parent),
    ):
        before = visitors(url, KILLING_SECONDS // 2, **CROWD)
        killer = while_loaded(lambda: away.append(_kill(url, parent)), KILLING_SECONDS / 8)
        after = visitors(url, KILLING_SECONDS // 2, **CROWD)
        killer.join(timeout=120)
    yield (
        "Rasa killed under load: pages p95, times before",
        f"{_pages(after) / _pages(before):.2f} ×",
        "≤ 1.5 ×",
    )
    yield "the same: errors", f"{after[-1].failures}", "0"
    yield "the same: chat back after", f"{away[0]:.0f} s" if away else "not seen", "≤ 60 s"


def _kill(url: str, parent: int) -> float:
    """Kills Rasa without warning; the seconds until the chat was ready again."""
    for process in copies(parent, "bot.running"):
        process.kill()
    begun = time.monotonic()
    while state(url) == "ready":
        time.sleep(0.1)
    while state(url) != "ready":
        time.sleep(0.5)
    return time.monotonic() - begun


def _pages(lines: list[Line]) -> float:
    """The 95th percentile of the pages, weighed by how often each was asked for."""
    found = [line for line in lines if line.name in PAGES and line.requests]
    return sum(line.p95 * line.requests for line in found) / sum(line.requests for line in found)
