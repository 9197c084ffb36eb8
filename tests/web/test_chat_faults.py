"""Rasa slow, broken, rude or gone: the page still answers, soon, with what can be found by words."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from tests.web.fake_rasa import FakeRasa, running
from tests.web.talking import ask, texts
from web import create_app
from web.chat.breaker import Breaker
from web.chat.rasa import AT_A_TIME, Rasa, Unavailable
from web.config import Settings

HASTY = httpx.Timeout(0.2, connect=0.2)


@pytest.fixture
def rasa() -> Iterator[FakeRasa]:
    with running() as fake:
        yield fake


@pytest.fixture
def app(settings: Settings, rasa: FakeRasa) -> APIFlask:
    made = create_app(replace(settings, RASA_URL=rasa.url))
    made.extensions["rasa"] = Rasa(made.extensions["settings"], patience=HASTY)
    return made


def break_it(rasa: FakeRasa, how: str) -> None:
    if how == "slow":
        rasa.delay = 0.6
    elif how == "error":
        rasa.status = 500
    elif how == "garbage":
        rasa.raw = b"<html>\xff</html>"
    elif how == "not a list":
        rasa.answer = {"custom": 1}
    else:
        rasa.answer = ["words"]


@pytest.mark.parametrize("how", ["slow", "error", "garbage", "not a list", "no objects"])
def test_a_broken_rasa_gives_what_can_be_found_by_words(
    client: FlaskClient, rasa: FakeRasa, how: str
) -> None:
    ask(client, "尊老金")
    break_it(rasa, how)
    answer = ask(client, "养老院的电费按什么价")

    assert answer["outcome"] == "unknown"
    assert "现在有点忙" in texts(answer)
    assert 1 <= len(answer["replies"][0]["cards"]) <= 3


@pytest.mark.parametrize("nothing", [[], [{}], [{"custom": None}], [{"custom": {"replies": 3}}]])
def test_a_rasa_without_words_abstains(
    client: FlaskClient, rasa: FakeRasa, nothing: object
) -> None:
    rasa.answer = nothing
    answer = ask(client, "随便什么")

    assert answer["outcome"] == "unknown"
    assert "12345" in texts(answer)


def test_a_bare_text_of_rasa_is_a_reply(client: FlaskClient, rasa: FakeRasa) -> None:
    rasa.answer = [{"recipient_id": "x", "text": "您好"}]

    assert texts(ask(client, "你好")) == "您好"


def test_a_rasa_that_never_was_is_starting(settings: Settings) -> None:
    client = create_app(replace(settings, RASA_URL="http://127.0.0.1:1")).test_client()

    assert "正在启动" in texts(ask(client, "尊老金怎么领"))


def test_120_works_with_rasa_and_the_database_gone(tmp_path: Path, settings: Settings) -> None:
    empty = f"sqlite:///{tmp_path / 'no_tables.sqlite'}"
    gone = replace(settings, RASA_URL="http://127.0.0.1:1", DATABASE_URL=empty)
    answer = ask(create_app(gone).test_client(), "我妈心脏骤停了")

    assert answer["outcome"] == "emergency"
    assert "120" in texts(answer)


def test_words_that_find_nothing_promise_nothing(settings: Settings) -> None:
    client = create_app(replace(settings, RASA_URL="http://127.0.0.1:1")).test_client()
    answer = ask(client, "zzzz qqqq")

    assert answer["replies"][0]["cards"] == []
    assert "下面" not in texts(answer)


def test_after_three_failures_nobody_waits_any_more(settings: Settings, rasa: FakeRasa) -> None:
    rasa.delay = 0.6
    client = Rasa(replace(settings, RASA_URL=rasa.url), patience=HASTY)
    for _ in range(3):
        with pytest.raises(Unavailable):
            client.ask("a" * 40, "x")
    began = time.monotonic()
    with pytest.raises(Unavailable):
        client.ask("a" * 40, "x")

    assert time.monotonic() - began < 0.1
    assert len(rasa.heard) == 3


def test_where_one_copy_is_gone_another_answers(settings: Settings, rasa: FakeRasa) -> None:
    both = replace(settings, RASA_URL=f"http://127.0.0.1:1, {rasa.url}")
    client = Rasa(both, patience=HASTY)

    assert all(client.ask(f"{number}" * 40, "x") for number in range(8))
    assert len(rasa.heard) == 8
    assert client.forget("a" * 40)


def test_a_turn_that_one_copy_has_is_not_given_to_another(settings: Settings) -> None:
    with running() as slow, running() as quick:
        slow.delay, quick.delay = 0.6, 0.6
        client = Rasa(replace(settings, RASA_URL=f"{slow.url},{quick.url}"), patience=HASTY)
        with pytest.raises(Unavailable):
            client.ask("a" * 40, "x")

        assert len(slow.heard) + len(quick.heard) == 1


def test_after_a_rest_one_tries_for_all() -> None:
    clock = iter(range(0, 1000, 6))
    breaker = Breaker(failures=1, rest_seconds=10, clock=lambda: next(clock))
    breaker.failed()  # at 0: open until 10

    assert [breaker.lets_through() for _ in range(3)] == [False, True, False]
    breaker.succeeded()
    assert breaker.lets_through()


def test_too_many_at_a_time_are_turned_away_at_once(settings: Settings, rasa: FakeRasa) -> None:
    rasa.delay = 1.0
    client = Rasa(replace(settings, RASA_URL=rasa.url), patience=httpx.Timeout(3.0))

    def one(_: int) -> bool:
        try:
            return bool(client.ask("a" * 40, "x"))
        except Unavailable:
            return False

    with ThreadPoolExecutor(AT_A_TIME + 3) as people:
        answered = list(people.map(one, range(AT_A_TIME + 3)))
    assert answered.count(True) == AT_A_TIME


def test_no_proxy_of_the_environment_stands_between(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, rasa: FakeRasa
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")

    assert Rasa(replace(settings, RASA_URL=rasa.url)).ask("a" * 40, "x")


def test_a_question_is_answered_though_nothing_can_be_kept(
    client: FlaskClient, rasa: FakeRasa, settings: Settings
) -> None:
    key = ask(client, "尊老金怎么领")["conversation_id"]
    path = settings.database_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        begun, went_on = ask(client, "尊老金怎么领"), ask(client, "要什么材料", key)
        person = client.post(f"/api/v1/conversations/{key}/handoff")
        other.execute("ROLLBACK")

    assert (begun["outcome"], went_on["outcome"]) == ("answered", "answered")
    assert went_on["conversation_id"] == key
    assert person.status_code == 503  # nobody would come, so nobody is promised
    assert ask(client, "去哪办", key)["outcome"] == "answered"
    kept = client.get(f"/api/v1/conversations/{key}/messages").get_json()
    assert kept["total"] == 4
