"""A turn through the public API: alone, with eight people beside raw Rasa in the same run, and late in a long talk."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ops.ports import free_port
from tests.bench.asking import long_talk, raw, through_the_api, together
from tests.load.running import service

ALONE_SECONDS = 15
SECONDS = 20
PEOPLE = 8
TURNS, SOME = 500, 50
TOKEN = "only-for-this-bench"
Row = tuple[str, str, str]


def rows() -> Iterator[Row]:
    port = free_port()
    with (
        tempfile.TemporaryDirectory(prefix="chat-") as folder,
        service(Path(folder), 1, RASA_TOKEN=TOKEN, RASA_PORT=str(port), RATELIMIT_ENABLED="0") as (
            url,
            _parent,
        ),
    ):
        rasa = f"http://127.0.0.1:{port}"
        together(url, through_the_api, 2, 3)  # what is made once is made
        alone = together(url, through_the_api, 1, ALONE_SECONDS)
        yield "a turn alone: p50 / p95", f"{alone.p50:.0f} / {alone.p95:.0f} ms", "40 / 120 ms"
        # One after the other and again, so that neither has the quieter machine.
        ours, theirs = [], []
        for _ in range(2):
            theirs.append(together(rasa, raw(TOKEN), PEOPLE, SECONDS / 2).a_second)
            ours.append(together(url, through_the_api, PEOPLE, SECONDS / 2).a_second)
        share = sum(ours) / sum(theirs)
        yield f"{PEOPLE} people: turns a second", f"{sum(ours) / 2:.0f}", "-"
        yield "the same, raw Rasa with our actions", f"{sum(theirs) / 2:.0f}", "for comparison"
        yield "ours of raw Rasa's", f"{share * 100:.0f} %", "≥ 85 %"
        took = long_talk(url, through_the_api, TURNS)
    late = statistics.median(took[-SOME:]) / statistics.median(took[:SOME])
    yield (
        f"turns {TURNS - SOME + 1}–{TURNS} of one talk, times 1–{SOME}",
        f"{late:.2f} ×",
        "≤ 1.15 ×",
    )
