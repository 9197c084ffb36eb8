"""Rasa killed under the load of a busy hour: how the pages fare, and how long the chat is away."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.load import CROWD, SECONDS, Row
from tests.load.running import Line, copies, service, state, visitors, while_loaded

KILLING_SECONDS = min(SECONDS, 200)
WARMING_SECONDS = KILLING_SECONDS // 5
PAGES = ("/", "list", "provider", "search", "/benefits", "/policies", "/check")


def rows() -> Iterator[Row]:
    """The pages before Rasa is killed and after; how long the chat was away."""
    away: list[float] = []
    with (
        tempfile.TemporaryDirectory(prefix="load-") as folder,
        service(Path(folder), CROWD["advisors"]) as (url, parent),
    ):
        # Signing in and cold caches are not what is compared.
        visitors(url, WARMING_SECONDS, **CROWD)
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
