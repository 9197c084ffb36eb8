"""A Redis of our own for the tests, kept in memory only; `redis_url` is its address, empty at the start of a test."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import redis

SECONDS_TO_START = 120
NOTHING_KEPT = ("--save", "", "--appendonly", "no")


@contextmanager
def server() -> Iterator[str]:
    """The address of a server started for the occasion; raises FileNotFoundError where there is none to start."""
    binary = shutil.which("redis-server")
    if binary is None:
        raise FileNotFoundError("redis-server")
    home = Path(tempfile.mkdtemp(prefix="redis-", dir="/tmp"))
    socket = home / "sock"
    command = [binary, "--port", "0", "--unixsocket", str(socket), "--dir", str(home)]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen([*command, *NOTHING_KEPT], stdout=quiet, stderr=quiet)
    try:
        _wait(f"unix://{socket}", process)
        yield f"unix://{socket}"
    finally:
        process.terminate()
        process.wait(timeout=SECONDS_TO_START)
        shutil.rmtree(home, ignore_errors=True)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and process.poll() is None:
        try:
            redis.Redis.from_url(address).ping()
        except redis.ConnectionError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"Redis did not start: {process.returncode}")


@pytest.fixture(scope="session")
def redis_server() -> Iterator[str]:
    try:
        with server() as address:
            yield address
    except FileNotFoundError:
        reason = "no Redis here: redis-server was not found"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)


@pytest.fixture
def redis_url(redis_server: str) -> str:
    redis.Redis.from_url(redis_server).flushall()
    return redis_server
