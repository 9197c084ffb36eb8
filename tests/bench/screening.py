"""The screening API under twenty clients, over a real socket: a counter's pace, and as fast as it goes."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from random import Random

import httpx

from ops.ports import free_port
from tests.knowledge.people import people, with_gaps

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 11, 24)
CLIENTS, EACH, PAUSE = 20, 40, 0.25
Row = tuple[str, str, str]


def rows() -> list[Row]:
    with served() as url:
        calls(url, 0.0, 20)  # warm
        paced, hurried = calls(url, PAUSE, EACH), calls(url, 0.0, EACH)
    return [
        (
            f"screening API, {CLIENTS} clients, a quarter second apart, p95",
            f"{p95(paced):.1f} ms",
            "≤ 20 ms",
        ),
        (
            f"the same, {CLIENTS} clients without a pause, p95",
            f"{p95(hurried):.1f} ms",
            "for comparison",
        ),
    ]


def p95(milliseconds: list[float]) -> float:
    return statistics.quantiles(milliseconds, n=20)[-1]


@contextmanager
def served() -> Iterator[str]:
    """The site under gunicorn as the Procfile starts it, with a database of its own."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        told = {"DATABASE_URL": f"sqlite:///{folder}/bench.sqlite", "RATELIMIT_ENABLED": "0"}
        env = {**os.environ, **told, "SECRET_KEY": "only-for-the-bench-" + "0" * 32}
        subprocess.run(
            [ROOT / ".venv/bin/flask", "--app", "web", "db", "upgrade"],
            cwd=ROOT,
            env=env,
            check=True,
            capture_output=True,
        )
        command = [ROOT / ".venv/bin/gunicorn", "web:create_app()", "--bind", f"127.0.0.1:{port}"]
        command += [
            "--worker-class",
            "gthread",
            "--workers",
            "2",
            "--threads",
            "16",
            "--no-control-socket",
        ]
        server = subprocess.Popen(
            command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            yield _ready(f"http://127.0.0.1:{port}")
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=30)


def _ready(url: str) -> str:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            httpx.get(f"{url}/healthz").raise_for_status()
            return url
        except httpx.HTTPError:
            time.sleep(0.2)
    raise RuntimeError("the site did not start")


def calls(url: str, pause: float, each: int) -> list[float]:
    """Milliseconds of every call of every client."""
    with ThreadPoolExecutor(CLIENTS) as threads:
        found = threads.map(lambda number: _client(url, number, pause, each), range(CLIENTS))
    return [milliseconds for one in found for milliseconds in one]


def _client(url: str, number: int, pause: float, each: int) -> list[float]:
    chance, times = Random(number), []
    with httpx.Client(base_url=url) as client:
        time.sleep(pause * chance.random())
        for person in people(each, number, DAY):
            asked = {"facts": with_gaps(person, chance), "as_of": DAY.isoformat()}
            started = time.perf_counter()
            client.post("/api/v1/screenings", json=asked).raise_for_status()
            times.append((time.perf_counter() - started) * 1000)
            time.sleep(pause)
    return times
