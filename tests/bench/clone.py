"""A clean clone brought up as a new user would, and the running service measured from outside."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from ops.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
Row = tuple[str, str, str]
QUESTIONS = (
    "尊老金多少钱",
    "养老院用电按什么价",
    "育儿补贴怎么申请",
    "海州有没有托育",
    "80岁能领什么",
)
TURNS = 60
PAGES = 60


def rows() -> list[Row]:
    """Name, measured, target: clean clone to ready, second start, training, memory, turn and page times."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        clone = Path(folder) / "clone"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        with running(clone) as (_, first):
            pass
        found = [("clean clone to ready", f"{first:.0f} s", "≤ 240 s")]
        with running(clone) as (url, second):
            found.append(("second make run to ready", f"{second:.0f} s", "≤ 45 s"))
            found += _measured(url, clone)
        found.append(("training", f"{_training_seconds(clone):.0f} s", "≤ 120 s"))
    return found


@contextmanager
def running(clone: Path) -> Iterator[tuple[str, float]]:
    """`make run` in a clean environment until ready; yields its address and the seconds it took."""
    kept = ("PATH", "HOME", "LANG", "TMPDIR", "SSL_CERT_FILE")
    port = free_port()
    env = {name: os.environ[name] for name in kept if name in os.environ}
    env |= {"PORT": str(port), "RATELIMIT_ENABLED": "0"}
    started = time.monotonic()
    log = (clone / "run.log").open("wb")
    process = subprocess.Popen(
        ["make", "run"], cwd=clone, env=env, stdout=log, stderr=log, start_new_session=True
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(url, process, clone / "run.log")
        yield url, time.monotonic() - started
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(timeout=60)
        log.close()


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    while True:
        if process.poll() is not None:
            raise RuntimeError(f"make run ended early:\n{log.read_text(encoding='utf-8')}")
        try:
            if httpx.get(f"{url}/readyz", timeout=5).json()["status"] == "ready":
                return
        except (httpx.HTTPError, ValueError):
            pass  # not up yet
        time.sleep(0.2)


def _measured(url: str, clone: Path) -> list[Row]:
    # One connection for all: opening a client costs more than most answers, and is not the server's time.
    with httpx.Client(base_url=url, timeout=30) as client:
        found = _answers(client)
    return [*found, ("Rasa resident memory", f"{_rasa_megabytes(clone):.0f} MB", "≤ 1000 MB")]


def _answers(client: httpx.Client) -> list[Row]:
    asked = QUESTIONS * (TURNS // len(QUESTIONS))
    turns = [_timed(lambda q=q: _turn(client, q)) for q in asked]
    raw = [_timed(lambda: client.get("/healthz")) for _ in range(PAGES)]
    found = [
        ("chat turn through the public API, median", f"{_median(turns):.0f} ms", "≤ 60 ms"),
        ("an empty answer (/healthz), median", f"{_median(raw):.1f} ms", "for comparison"),
    ]
    for name, path in (
        ("home", "/"),
        ("list", "/providers?kind=eldercare"),
        ("policies", "/policies"),
    ):
        times = [_timed(lambda p=path: client.get(p).raise_for_status()) for _ in range(PAGES)]
        found.append((f"{name} page, median", f"{_median(times):.0f} ms", "≤ 30 ms"))
    return found


def _turn(client: httpx.Client, question: str) -> None:
    client.post("/api/v1/chat", json={"message": question}).raise_for_status()


def _timed(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return (time.perf_counter() - started) * 1000


def _median(values: list[float]) -> float:
    return statistics.median(values)


def _rasa_megabytes(clone: Path) -> float:
    """Resident memory of the Rasa process that serves this clone."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes().split(b"\0")
            here = (process / "cwd").resolve() == clone.resolve()
            status = (process / "status").read_text()
        except OSError:
            continue  # it ended while we looked
        if here and b"run" in command and any(part.endswith(b"rasa") for part in command):
            line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
            return int(line.split()[1]) / 1024
    raise RuntimeError("no Rasa process found")


def _training_seconds(clone: Path) -> float:
    started = time.monotonic()
    done = subprocess.run(["make", "train"], cwd=clone, capture_output=True, check=True, text=True)
    line = next((line for line in done.stdout.splitlines() if "用时" in line), "")
    told = "".join(c for c in line.partition("用时")[2] if c.isdigit())
    return float(told) if told else time.monotonic() - started
