"""The figures: who may see them, that they count what happened, and that workers count together."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models import Conversation
from models.queue import Queue
from ops.ports import free_port
from tests.conftest import A_KEY
from tests.web.fake_rasa import FakeRasa, running
from tests.web.talking import ask
from web import create_app
from web.clock import now
from web.config import Settings

ROOT = Path(__file__).resolve().parents[3]
FAR = {"REMOTE_ADDR": "203.0.113.9"}
TOKEN = "t" * 40


@pytest.fixture
def rasa() -> Iterator[FakeRasa]:
    with running() as fake:
        fake.answer[0]["custom"]["intent"] = "ask"
        yield fake


@pytest.fixture
def client(settings: Settings, rasa: FakeRasa) -> FlaskClient:
    return create_app(replace(settings, RASA_URL=rasa.url, METRICS_TOKEN=TOKEN)).test_client()


def value(text: str, series: str) -> float:
    """The value of the one series that begins so; 0 where there is none."""
    found = re.findall(rf"^{re.escape(series)}[^ ]* (\S+)$", text, re.MULTILINE)
    return float(found[0]) if found else 0.0


def test_only_this_machine_and_whoever_has_the_token_may_look(client: FlaskClient) -> None:
    def status(token: str = "", **more: object) -> int:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return client.get("/metrics", headers=headers, **more).status_code  # type: ignore[arg-type]

    assert status() == 200
    assert status(environ_overrides=FAR) == 404
    assert status(TOKEN, environ_overrides=FAR) == 200
    assert status("wrong", environ_overrides=FAR) == 404


def test_a_proxy_on_this_machine_lets_nobody_look(client: FlaskClient) -> None:
    through = {"X-Forwarded-For": "127.0.0.1"}

    assert client.get("/metrics", headers=through).status_code == 404


def test_without_a_token_set_an_empty_one_opens_nothing(settings: Settings) -> None:
    client = create_app(settings).test_client()
    asked = client.get("/metrics", headers={"Authorization": "Bearer "}, environ_overrides=FAR)

    assert asked.status_code == 404


def test_turns_intents_and_fallbacks_are_counted(client: FlaskClient, rasa: FakeRasa) -> None:
    def counted() -> list[float]:
        text = client.get("/metrics").text
        series = (
            'yilao_chat_turns_total{outcome="answered"',
            'yilao_chat_intents_total{intent="ask"',
            'yilao_chat_fallbacks_total{reason="down"',
            'yilao_request_seconds_count{method="POST",route="/api/v1/chat",status="200"',
        )
        return [value(text, each) for each in series]

    before = counted()
    ask(client, "尊老金怎么领")
    rasa.status = 500
    ask(client, "尊老金怎么领")

    assert [now - then for now, then in zip(counted(), before, strict=True)] == [1, 1, 1, 2]


def test_the_open_breaker_is_seen(client: FlaskClient, rasa: FakeRasa) -> None:
    rasa.status = 500
    for _ in range(3):
        ask(client, "尊老金怎么领")

    assert value(client.get("/metrics").text, "yilao_bot_breaker_open") == 1


def test_the_queue_model_pack_and_figures_are_told(client: FlaskClient) -> None:
    ask(client, "转人工")
    text = client.get("/metrics").text

    assert value(text, "yilao_handoffs_waiting") == 1
    for series in ("yilao_model_info{hash=", "yilao_pack_info{version=", "yilao_overlay_info{"):
        assert value(text, series) == 1


def test_the_oldest_wait_is_reckoned_from_the_asking(rows: Session) -> None:
    began = now()
    Conversation.begin(rows, began).ask_for_person(began)
    rows.flush()
    later = Queue.at(rows, began.replace(year=began.year + 1))

    assert later.waiting == 1
    assert later.oldest_seconds >= 364 * 86400


def test_figures_are_told_while_the_database_is_gone(settings: Settings, tmp_path: Path) -> None:
    gone = replace(settings, DATABASE_URL=f"sqlite:///{tmp_path / 'no_tables.sqlite'}")

    assert value(create_app(gone).test_client().get("/metrics").text, "yilao_database_up") == 0


@pytest.fixture
def workers(settings: Settings, tmp_path: Path) -> Iterator[str]:
    """The site as the Procfile starts it: two workers of gunicorn."""
    port = free_port()
    env = {
        **os.environ,
        "PORT": str(port),
        "INSTANCE_DIR": str(tmp_path),
        "DATABASE_URL": settings.DATABASE_URL,
        "SECRET_KEY": A_KEY,
        "HOST": "127.0.0.1",
        "RASA_URL": "http://127.0.0.1:1",
    }
    command = [".venv/bin/gunicorn", "web:create_app()", "--config", "ops/gunicorn_conf.py"]
    with (tmp_path / "web.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)
    url = f"http://127.0.0.1:{port}"
    try:
        _until(lambda: httpx.get(f"{url}/healthz").status_code == 200)
        yield url
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=300)


def _until(true: object) -> None:
    for _ in range(6000):
        try:
            if true():  # type: ignore[operator]
                return
        except httpx.HTTPError:
            pass  # not up yet: asked again
        time.sleep(0.1)
    raise AssertionError("not within ten minutes")


def _pids(folder: Path) -> set[int]:
    return {int(each.stem.rsplit("_", 1)[1]) for each in folder.glob("gauge_live*.db")}


def test_workers_count_together_and_a_dead_one_loses_no_count(workers: str, tmp_path: Path) -> None:
    def counted() -> float:
        text = httpx.get(f"{workers}/metrics").text
        return value(text, 'yilao_request_seconds_count{method="GET",route="/about",status="200"')

    for _ in range(20):
        httpx.get(f"{workers}/about")
    assert counted() == 20
    _until(lambda: httpx.get(f"{workers}/healthz") and len(_pids(tmp_path / "metrics")) == 2)
    dead = min(_pids(tmp_path / "metrics"))
    os.kill(dead, signal.SIGKILL)
    _until(lambda: dead not in _pids(tmp_path / "metrics"))

    assert counted() == 20
