"""The whole service under the visitors of `scenario`, and what its processes hold meanwhile. Writes no report."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from models import Role, Staff
from ops.ports import free_port
from tests.bench.finding import filled
from web.clock import now
from web.staff.passwords import hashed

ROOT = Path(__file__).resolve().parents[2]
PROVIDERS = 3_000  # what a city has
PASSWORD = "渔船 灯塔 石榴 十二月"
START_SECONDS = 900
EVERY_SECONDS = 5
MEGABYTE = 2**20
ROLES = {"web": "gunicorn", "actions": "bot.actions", "bot": "bot.running"}


@dataclass
class Watched:
    """Megabytes held by the processes of one name, all copies together, at each look (seconds, MB)."""

    name: str
    looks: list[tuple[float, float]] = field(default_factory=list)

    def between(self, first: float, last: float) -> float:
        """The mean in that stretch of time; 0 where nobody looked."""
        found = [held for at, held in self.looks if first <= at <= last]
        return sum(found) / len(found) if found else 0.0


@dataclass(frozen=True)
class Line:
    """What one kind of request came to: milliseconds, and how many failed."""

    name: str
    requests: int
    failures: int
    p50: float
    p95: float


@contextmanager
def service(folder: Path, advisors: int, **settings: str) -> Iterator[tuple[str, int]]:
    """`make run`'s own start with a city's directory and `advisors` accounts; its address and process id."""
    database = settings.get("DATABASE_URL", f"sqlite:///{folder}/load.sqlite")
    with filled(database, PROVIDERS) as engine:
        hire(engine, advisors)
    port = free_port()
    given = {
        "PORT": str(port),
        "DATABASE_URL": database,
        "INSTANCE_DIR": str(folder),
        "PYTHONPATH": str(ROOT),
        "TRUSTED_PROXIES": "1",  # each visitor has an address of their own
        "LOAD_SAMPLES": "0",
        **settings,
    }
    with (folder / "serve.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "ops.serve"],
            cwd=ROOT,
            env={**os.environ, **given},
            stdout=log,
            stderr=log,
        )
    try:
        wait_ready(f"http://127.0.0.1:{port}", process)
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        process.terminate()
        process.wait(timeout=180)


def hire(engine: Engine, advisors: int) -> None:
    """Accounts `load-1` … with PASSWORD."""
    kept = hashed(PASSWORD)
    with Session(engine) as rows:
        for number in range(1, advisors + 1):
            name = f"load-{number}"
            rows.add(Staff(name=name, role=Role.ADVISOR, password_hash=kept, created_at=now()))
        rows.commit()


def state(url: str) -> str:
    """What readyz says, `away` where nobody answers."""
    try:
        return str(httpx.get(f"{url}/readyz", timeout=5).json()["status"])
    except (httpx.HTTPError, ValueError):
        return "away"


def wait_ready(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while state(url) != "ready":
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError("the service did not come up; its log is serve.log")
        time.sleep(0.5)


def copies(parent: int, mark: str) -> list[psutil.Process]:
    """The processes below `parent` whose command holds `mark`."""
    found = []
    for each in psutil.Process(parent).children(recursive=True):
        try:
            if mark in " ".join(each.cmdline()) and "/bin/sh" not in each.cmdline()[0]:
                found.append(each)
        except psutil.Error:
            continue  # it ended while we looked
    return found


@contextmanager
def watching(parent: int) -> Iterator[dict[str, Watched]]:
    """Looks at what is held every few seconds, until the block ends."""
    watched = {name: Watched(name) for name in ROLES}
    over = threading.Event()
    begun = time.monotonic()

    def look() -> None:
        while not over.wait(EVERY_SECONDS):
            for name, mark in ROLES.items():
                held = sum(map(_held, copies(parent, mark))) / MEGABYTE
                watched[name].looks.append((time.monotonic() - begun, held))

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield watched
    finally:
        over.set()
        watcher.join()


def _held(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except psutil.Error:
        return 0  # it ended while we looked


def visitors(url: str, seconds: int, **counts: int) -> list[Line]:
    """Runs locust for so long; a line for each kind of request and `Aggregated` last."""
    everybody = sum(counts.values())
    given = {
        "LOAD_PASSWORD": PASSWORD,
        **{f"LOAD_{name.upper()}": str(count) for name, count in counts.items()},
        "PYTHONWARNINGS": "ignore",
    }
    with tempfile.TemporaryDirectory(prefix="load-") as folder:
        command = [
            *(sys.executable, "-m", "locust", "--locustfile", "tests/load/scenario.py"),
            *("--headless", "--host", url, "--users", str(everybody), "--only-summary"),
            *("--spawn-rate", str(max(1, everybody // 10)), "--run-time", f"{seconds}s"),
            *("--csv", f"{folder}/load", "--exit-code-on-error", "0"),
        ]
        done = subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, **given},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        table = Path(folder) / "load_stats.csv"
        if done.returncode or not table.exists():
            raise RuntimeError(f"locust ended with {done.returncode}:\n{done.stdout[-3000:]}")
        failures = Path(folder) / "load_failures.csv"
        sys.stderr.write(failures.read_text(encoding="utf-8"))
        return list(_lines(table))


def _lines(table: Path) -> Iterator[Line]:
    with table.open(encoding="utf-8", newline="") as opened:
        for row in csv.DictReader(opened):
            yield Line(
                row["Name"],
                int(row["Request Count"]),
                int(row["Failure Count"]),
                _milliseconds(row, "50%"),
                _milliseconds(row, "95%"),
            )


def _milliseconds(row: Mapping[str, str], column: str) -> float:
    return float(row[column]) if re.fullmatch(r"[\d.]+", row[column]) else 0.0


def while_loaded(act: Callable[[], None], after: float) -> threading.Thread:
    """Does `act` so many seconds from now, beside the visitors."""
    timer = threading.Timer(after, act)
    timer.daemon = True
    timer.start()
    return timer
