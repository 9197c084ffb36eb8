"""Turns a second from one Rasa and from two on PostgreSQL, Redis and nginx, each Rasa held to half a core.

Held, because on two cores the second would have nothing to run on; it shows that what they share is no narrow place.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests import postgres, redis_server
from tests.bench.asking import Asked, through_the_api, together
from tests.scaled import Scaled, scaled

PEOPLE = 8
SECONDS = 20
SHARE = 0.5
PERIOD_MICROSECONDS = 50_000
CPU = Path("/sys/fs/cgroup/cpu")  # the first version of control groups
UNIFIED = Path("/sys/fs/cgroup")  # the second
Row = tuple[str, str, str]


def rows() -> Iterator[Row]:
    with ExitStack() as stack:
        rows_at = stack.enter_context(postgres.server())
        redis_at = stack.enter_context(redis_server.server())
        if rows_at is None:
            raise FileNotFoundError("PostgreSQL")
        held = {number: _turns(rows_at, redis_at, number, SHARE) for number in (1, 2)}
        free = _turns(rows_at, redis_at, 2, None)
    more = held[2].a_second / held[1].a_second
    yield "one Rasa on half a core: turns a second", f"{held[1].a_second:.1f}", "-"
    yield "two, each on half a core", f"{held[2].a_second:.1f}", "-"
    yield "two, times one", f"{more:.2f} ×", "≥ 1.6 ×"
    yield "two, not held: turns a second", f"{free.a_second:.1f}", "-"
    yield "two, not held: p50 / p95", f"{free.p50:.0f} / {free.p95:.0f} ms", "-"


def _turns(rows_at: str, redis_at: str, bots: int, share: float | None) -> Asked:
    """Of so many copies of Rasa, each with that share of a core; every turn that failed would raise."""
    with (
        tempfile.TemporaryDirectory(prefix="copies-") as folder,
        postgres.fresh_database(rows_at) as database,
        scaled(Path(folder), database, redis_at, bots=bots, RATELIMIT_ENABLED="0") as copies,
        _held(copies, share),
    ):
        together(copies.url, through_the_api, 2, 3)
        return together(copies.url, through_the_api, PEOPLE, SECONDS)


@contextmanager
def _held(copies: Scaled, share: float | None) -> Iterator[None]:
    """Each copy of Rasa in a group of its own with that share of a core; raises where there are no such groups."""
    made = []
    try:
        for process in copies.copies["bot"].values() if share else ():
            made.append(_group(process.pid, share or 1.0))
        yield
    finally:
        copies.stop()
        for group in made:
            group.rmdir()


def _group(pid: int, share: float) -> Path:
    first = (CPU / "cpu.cfs_quota_us").exists() or (CPU / "cgroup.procs").exists()
    group = (CPU if first else UNIFIED) / f"bench-{pid}"
    group.mkdir()
    quota = int(PERIOD_MICROSECONDS * share)
    if first:
        (group / "cpu.cfs_period_us").write_text(str(PERIOD_MICROSECONDS))
        (group / "cpu.cfs_quota_us").write_text(str(quota))
    else:
        (group / "cpu.max").write_text(f"{quota} {PERIOD_MICROSECONDS}")
    (group / "cgroup.procs").write_text(str(pid))
    return group
