"""List pages a second at city size, from two gunicorn workers as `make run` starts them, and from a plain page.

`chosen` asks what people tap together from lists, most often the same few; `typed` asks something new each
time, which no page made before can answer. Who asks runs on the same two cores.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import count, cycle
from pathlib import Path
from urllib.parse import quote

from ops.ports import free_port
from tests.bench.city import DISTRICTS, SYLLABLES
from tests.bench.finding import filled

ROOT = Path(__file__).resolve().parents[2]
PROVIDERS = 3_000
SECONDS = 6
VISITORS = 8
TARGET = "≥ 300 a second"
KINDS = ("eldercare", "childcare")
CHOSEN = [f"/providers?kind={kind}&district={quote(d)}" for kind in KINDS for d in ("", *DISTRICTS)]
SECRET_KEY = "bench" * 8
Row = tuple[str, str, str]


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        address = f"sqlite:///{folder}/city.sqlite"
        with filled(address, PROVIDERS):
            with served("web:create_app()", address, folder) as port:
                yield "list pages, chosen from lists", _a_second(port, _chosen), TARGET
                yield "list pages, typed, each another", _a_second(port, _typed), "-"
            with served("tests.bench.plain_page:app", address, folder) as port:
                yield (
                    "a plain page with LIKE, chosen",
                    _a_second(port, _chosen),
                    "for comparison",
                )
                yield "a plain page with LIKE, typed", _a_second(port, _typed), "for comparison"


def _chosen(_visitor: int) -> Iterator[str]:
    return cycle(CHOSEN)


def _typed(visitor: int) -> Iterator[str]:
    for number in count(visitor, VISITORS):
        first, second = divmod(number, len(SYLLABLES))
        word = SYLLABLES[first % len(SYLLABLES)] + SYLLABLES[second]
        yield f"/providers?kind={KINDS[number % 2]}&q={quote(word)}"


def _a_second(port: int, addresses: Callable[[int], Iterator[str]]) -> str:
    _asked(port, addresses(0), time.monotonic() + 1)  # both workers have read the directory
    started = time.monotonic()
    with ThreadPoolExecutor(VISITORS) as visitors:
        until = started + SECONDS
        done = visitors.map(lambda number: _asked(port, addresses(number), until), range(VISITORS))
        answered = sum(done)
    return f"{answered / (time.monotonic() - started):.0f} a second"


def _asked(port: int, addresses: Iterator[str], until: float) -> int:
    """How many pages one visitor got; any that is no page ends the run."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    answered = 0
    while time.monotonic() < until:
        connection.request("GET", next(addresses))
        answer = connection.getresponse()
        page = answer.read()
        if answer.status != 200 or not page.endswith(b"</html>"):
            raise RuntimeError(f"no page but {answer.status}")
        answered += 1
    connection.close()
    return answered


@contextmanager
def served(app: str, database: str, folder: str) -> Iterator[int]:
    port = free_port()
    given = {
        "DATABASE_URL": database,
        "INSTANCE_DIR": folder,
        "PORT": str(port),
        "HOST": "127.0.0.1",
    }
    env = {**os.environ, **given, "RATELIMIT_ENABLED": "0", "SECRET_KEY": SECRET_KEY}
    command = [sys.executable, "-m", "gunicorn", app, "--config", "ops/gunicorn_conf.py"]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, cwd=ROOT, env=env, stdout=quiet, stderr=quiet)
    try:
        _wait(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    while server.poll() is None:
        try:
            _asked(port, iter(CHOSEN), time.monotonic() + 0.01)
        except OSError:
            time.sleep(0.1)  # not up yet
        else:
            return
    raise RuntimeError(f"gunicorn ended with {server.returncode}")
