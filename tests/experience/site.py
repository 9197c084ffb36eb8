"""The site as it runs, in front of a database of its own with samples and one provider that may be listed."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

import httpx
from sqlalchemy.orm import Session

from models.kinds import FeeUnit, Kind, ProviderType
from models.provider import Provider
from models.session import make_engine
from ops.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
PYTHON = str(ROOT / ".venv/bin/python")
START_SECONDS = 600


class Site(NamedTuple):
    url: str
    provider: str  # id of the one provider that is no sample
    environment: dict[str, str]

    def flask(self, *words: str) -> str:
        """What a command of ours prints, run beside the site."""
        command = [PYTHON, "-m", "flask", "--app", "web", *words]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()


@contextmanager
def running() -> Iterator[Site]:
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        env = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{folder}/site.sqlite",
            "INSTANCE_DIR": folder,
            "LOAD_SAMPLES": "1",
            "RATELIMIT_ENABLED": "0",
            "PYTHONPATH": str(ROOT),
        }
        subprocess.run(
            [PYTHON, "-m", "flask", "--app", "web", "release"], cwd=ROOT, env=env, check=True
        )
        provider = _add_provider(env["DATABASE_URL"])
        command = [PYTHON, "-m", "gunicorn", "web:create_app()", "--bind", f"127.0.0.1:{port}"]
        command += ["--worker-class", "gthread", "--workers", "2", "--threads", "8"]
        server = subprocess.Popen(
            command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            _wait(f"http://127.0.0.1:{port}")
            yield Site(f"http://127.0.0.1:{port}", provider, env)
        finally:
            server.terminate()
            server.wait(30)


def _add_provider(url: str) -> str:
    """A made-up provider in a database that is thrown away: samples are never offered to search engines."""
    with Session(make_engine(url)) as session:
        provider = Provider(
            name="测试用托育园",
            kind=Kind.CHILDCARE,
            type=ProviderType.NURSERY,
            district="海州区",
            street="新浦街道",
            fee_min=1500,
            fee_max=2200,
            fee_unit=FeeUnit.MONTH,
            fees_on=date(2026, 10, 1),
            capacity=60,
            capacity_on=date(2026, 10, 1),
            vacancies=5,
            vacancies_on=date(2026, 10, 1),
            age_min_months=6,
            age_max_months=36,
            source="测试",
            verified_on=date(2026, 10, 1),
        )
        session.add(provider)
        session.commit()
        return str(provider.id)


def _wait(url: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            if httpx.get(f"{url}/healthz", timeout=2).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.3)
    sys.exit("the site did not start")
