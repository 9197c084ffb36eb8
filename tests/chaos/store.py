"""What is kept breaks: the database locked by somebody else, the disk full, an import killed in the middle."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing

import httpx

from tests.chaos.watching import Endured, Row, Site, Turn, endure, somebody
from tests.chaos.web import workers
from tests.load.running import ROOT

IMPORTED = 30_000
DANGER = "我妈心脏骤停了"
NO_END = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)


def rows(site: Site) -> Iterator[Row]:
    yield locked(site, 3)
    yield locked(site, 12)
    yield full(site)
    yield killed_midway(site)


def locked(site: Site, seconds: float) -> Row:
    """Somebody else writes and does not let go. A turn waits for it, but not for ever, and is answered without being kept."""
    path = site.database.removeprefix("sqlite:///")
    urgent: list[Turn] = []
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:

        def take() -> None:
            other.execute("BEGIN IMMEDIATE")
            threading.Timer(seconds, lambda: other.execute("ROLLBACK")).start()
            urgent.append(site.ask(DANGER))

        found = endure(site, take, seconds=seconds)
    danger = urgent[0].told.get("outcome") == "emergency"
    must = "everybody is answered, danger too"
    fault = f"the database locked for {seconds:.0f} s"
    return (
        fault,
        found.says(),
        f"no page fails, {must}",
        not found.unanswered and danger and _well(found),
    )


def full(site: Site) -> Row:
    """No byte more fits: to whoever writes that is what a limit on the size of a file is."""

    def limit(given: tuple[int, int]) -> None:
        for process in workers(site):
            process.rlimit(resource.RLIMIT_FSIZE, given)

    urgent: list[Turn] = []

    def fill() -> None:
        limit((1, NO_END[1]))
        urgent.append(site.ask(DANGER))

    found = endure(site, fill, lambda: limit(NO_END))
    danger = urgent[0].told.get("outcome") == "emergency"
    held = not found.unanswered and danger and _well(found)
    return "the disk full", found.says(), "no page fails, everybody is answered, danger too", held


def _well(found: Endured) -> bool:
    return not found.looked.faults and found.back is not None and found.back <= 20


def killed_midway(site: Site) -> Row:
    """A list of places half written when whoever writes it is killed; then the same list again."""
    listed = site.folder / "list.csv"
    places = "".join(f"混沌{number}号养老院,养老院,海州区,新浦街道\n" for number in range(IMPORTED))
    listed.write_text("机构名称,类型,区县,街道\n" + places, encoding="utf-8")
    before = _counted(site)
    begun = _import(site)
    while begun.poll() is None and not _writing(site):
        time.sleep(0.02)
    begun.send_signal(signal.SIGKILL)
    begun.wait()
    after_kill = _counted(site)
    pages = [
        httpx.get(
            f"{site.url}/providers?kind=eldercare", headers=somebody(), timeout=15
        ).status_code
        for _ in range(5)
    ]
    again = _import(site).wait(timeout=300)
    now = _counted(site)
    seen = f"{after_kill - before} rows of {IMPORTED} after the kill, {now - before} after the second run"
    held = (
        begun.returncode == -signal.SIGKILL
        and after_kill == before
        and again == 0
        and now - before == IMPORTED
        and pages == [200] * 5
    )
    return "an import killed while it writes", seen, "none half written, the second run whole", held


def _import(site: Site) -> subprocess.Popen[bytes]:
    env = {
        **os.environ,
        "DATABASE_URL": site.database,
        "INSTANCE_DIR": str(site.folder),
        "PYTHONPATH": str(ROOT),
    }
    words = ("--kind", "eldercare", "--source", "示例名单", "--verified-on", "2026-10-01")
    command = [
        sys.executable,
        "-m",
        "flask",
        "--app",
        "web",
        "providers",
        "import",
        str(site.folder / "list.csv"),
        *words,
    ]
    return subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def _counted(site: Site) -> int:
    with closing(sqlite3.connect(site.database.removeprefix("sqlite:///"))) as opened:
        return int(
            opened.execute("SELECT count(*) FROM provider WHERE name LIKE '混沌%'").fetchone()[0]
        )


def _writing(site: Site) -> bool:
    """Whether somebody is in the middle of writing: nobody else may begin."""
    path = site.database.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as opened:
        try:
            opened.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            time.sleep(0.5)
            return True
        opened.execute("ROLLBACK")
    return False
