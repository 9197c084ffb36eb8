"""An ordinary busy hour: 200 residents and 20 advisors for a quarter of an hour.

`LOAD_SECONDS` shortens it for a first look. Visitors and service share this machine's cores.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.load.running import Watched, service, visitors, watching

SECONDS = int(os.environ.get("LOAD_SECONDS", "900"))
CROWD = {"families": 100, "residents": 100, "advisors": 20}
WARM = 0.2  # the first part of a run, in which caches fill
Row = tuple[str, str, str]


def rows() -> Iterator[Row]:
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
