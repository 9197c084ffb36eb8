"""PostgreSQL and Redis stop and come back, with the service on both of them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import redis

from ops.ports import free_port
from tests import postgres
from tests.chaos.watching import Row, Site, endure

KNOWN_BY_HEART = ("/policies", "/benefits", "/about", "/benefits/old_age_allowance", "/guides")
SECRET_KEY = "chaos" * 8
START_SECONDS = 20
Command = list[str]


class Server:
    """A process that can be killed and started again at the same place."""

    def __init__(self, command: Command, answers: Callable[[], object], user: str = "") -> None:
        self.command, self.answers, self.user = command, answers, user
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        run = postgres._as(self.user) if self.user else {}
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen(self.command, stdout=quiet, stderr=quiet, **run)  # type: ignore[call-overload]
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            try:
                self.answers()
                return
            except (psycopg.Error, redis.RedisError):
                time.sleep(0.1)  # not up yet
        raise RuntimeError(f"{self.command[0]} did not start")

    def stop(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(timeout=START_SECONDS)


@contextmanager
def running() -> Iterator[tuple[dict[str, str], Callable[[Site], Iterator[Row]]]]:
    """The settings that put a service on the two, and what is then done to them."""
    home = Path(tempfile.mkdtemp(prefix="servers-", dir="/tmp"))
    database, cache = _postgres(home), _redis(home)
    try:
        database.start()
        cache.start()
        address = f"postgresql+psycopg://tests@/postgres?host={home}"
        url = f"redis://127.0.0.1:{cache.command[2]}/0"
        given = {"DATABASE_URL": address, "REDIS_URL": url, "SECRET_KEY": SECRET_KEY}
        yield given, lambda site: faults(site, database, cache)
    finally:
        database.stop()
        cache.stop()
        shutil.rmtree(home, ignore_errors=True)


def faults(site: Site, database: Server, cache: Server) -> Iterator[Row]:
    found = endure(site, cache.stop, cache.start, seconds=8)
    held = (
        not found.looked.faults
        and not found.unanswered
        and found.back is not None
        and found.back <= 60
    )
    yield (
        "Redis gone and back",
        found.says(),
        "no page fails, each question answered, back in 60 s",
        held,
    )
    found = endure(site, database.stop, database.start, seconds=8, pages=KNOWN_BY_HEART)
    told = all(turn.status in (200, 503) for turn in found.turns)
    held = (
        not found.looked.faults
        and told
        and "down" in found.states
        and found.back is not None
        and found.back <= 60
    )
    must = "policies can be read, questions answered or refused in words, readyz down, back in 60 s"
    yield "PostgreSQL gone and back", found.says(), must, held


def _postgres(home: Path) -> Server:
    initdb, binary, user = (
        postgres._binary("initdb"),
        postgres._binary("postgres"),
        postgres._user(),
    )
    if initdb is None or binary is None:
        raise FileNotFoundError("PostgreSQL")
    if os.geteuid() == 0:
        shutil.chown(home, user)
    made = [
        initdb,
        "-D",
        home / "data",
        "-U",
        "tests",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "-N",
    ]
    subprocess.run(made, check=True, capture_output=True, cwd=home, **postgres._as(user))  # type: ignore[call-overload]
    command = [binary, "-D", str(home / "data"), "-k", str(home), "-c", "listen_addresses="]
    return Server(
        command, lambda: psycopg.connect(f"postgresql://tests@/postgres?host={home}").close(), user
    )


def _redis(home: Path) -> Server:
    port = free_port()
    found = shutil.which("redis-server")
    if found is None:
        raise FileNotFoundError("redis-server")
    command = [found, "--port", str(port), "--save", "", "--appendonly", "no"]
    return Server(command, redis.Redis(port=port).ping)
