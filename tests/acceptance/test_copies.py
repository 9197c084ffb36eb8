"""Two copies of Rasa on one Redis: a conversation goes on when the copy that had it is killed."""

from __future__ import annotations

import re
import time
from pathlib import Path

import httpx
import psutil
import pytest

from tests.live import Service, absent, running

pytestmark = pytest.mark.live
BACK_SECONDS = 600


def rasas(service: Service) -> list[psutil.Process]:
    """The copies of Rasa below the service."""
    below = psutil.Process(service.process_id).children(recursive=True)
    return [each for each in below if re.search(r"python\S* -m bot\.running", _command(each))]


def _command(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return ""


def test_a_conversation_outlives_the_copy_that_had_it(tmp_path: Path, redis_url: str) -> None:
    absent()
    with running(tmp_path, REDIS_URL=redis_url, BOT_COPIES="2", SECRET_KEY="for-tests" * 5) as both:
        first = both.ask("尊老金一个月多少钱")
        assert "benefit:old_age_allowance" in first["refs"]
        copies = rasas(both)
        assert len(copies) == 2

        for killed in copies:
            killed.kill()
            killed.wait(timeout=120)  # what is in flight may be lost, what comes after may not
            told = both.ask("要什么材料", first["conversation_id"])
            assert "benefit:old_age_allowance" in told["refs"]
            _wait_for_two(both)


def _wait_for_two(service: Service) -> None:
    """Until the supervisor has brought the killed copy back and it answers."""
    until = time.monotonic() + BACK_SECONDS
    while time.monotonic() < until:
        ports = [re.search(r"--port (\d+)", _command(each)) for each in rasas(service)]
        if len(ports) == 2 and all(port and _open(port[1]) for port in ports):
            return
        time.sleep(0.5)
    pytest.fail("the killed copy did not come back")


def _open(port: str) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/", timeout=10).status_code == 200
    except httpx.HTTPError:
        return False
