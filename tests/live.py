"""The whole service as `make run` starts it, once a test session: web, actions and Rasa on free ports, own database."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from ops.ports import free_port

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 900  # against standing still for ever; how fast it starts is measured elsewhere
STOP_SECONDS = 300  # each process may take its time to finish what it has begun


@dataclass(frozen=True)
class Service:
    """A running service; `url` has no trailing slash, `logs` is where its processes write, `process_id` their parent's."""

    url: str
    logs: Path
    process_id: int

    def ask(self, message: str, conversation_id: str | None = None) -> dict[str, Any]:
        """One turn through the public API."""
        body = {"message": message} | (
            {"conversation_id": conversation_id} if conversation_id else {}
        )
        answer = httpx.post(f"{self.url}/api/v1/chat", json=body, timeout=120)
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
        return told


def _wait(url: str, process: subprocess.Popen[bytes], logs: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    said = "nothing"
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"the service ended with {process.returncode}; see {logs}")
        try:
            said = httpx.get(f"{url}/readyz", timeout=30).text
            if json.loads(said)["status"] == "ready":
                return
        except (httpx.HTTPError, json.JSONDecodeError) as wrong:
            said = repr(wrong)  # not up yet: the next round asks again
        time.sleep(0.5)
    ends = [f"{log.name}: {log.read_text(errors='replace')[-800:]}" for log in logs.rglob("*.log")]
    pytest.fail("\n".join([f"not ready within {START_SECONDS} seconds: {said}", *ends]))


def absent() -> None:
    reason = "no bot environment (.venv-bot): run `make test`"
    if not (ROOT / ".venv-bot/bin/rasa").exists():
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)


@contextmanager
def running(folder: Path, **settings: str) -> Iterator[Service]:
    """The service in `folder` with these settings besides, until the block ends."""
    port = free_port()
    env = {
        **os.environ,
        "PORT": str(port),
        "DATABASE_URL": f"sqlite:///{folder / 'service.sqlite'}",
        "INSTANCE_DIR": str(folder),
        "RATELIMIT_ENABLED": "0",
        "PYTHONPATH": str(ROOT),
        **settings,
    }
    with (folder / "serve.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "ops.serve"], cwd=ROOT, env=env, stdout=log, stderr=log
        )
    try:
        _wait(f"http://127.0.0.1:{port}", process, folder)
        yield Service(f"http://127.0.0.1:{port}", folder / "logs", process.pid)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=STOP_SECONDS)


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    absent()
    with running(tmp_path_factory.mktemp("service")) as started:
        yield started
