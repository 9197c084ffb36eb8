"""What a line of the log says, and that nothing a person sent is in it, however it was sent."""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from typing import Any

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from ops.logs import formatter, harmless
from tests.web.talking import ask
from web import create_app
from web.config import Settings

PHONE, IDENTITY, CARD, NAME = "13812345678", "320705194301011234", "6222020200112233445", "张三丰"
POISON = f"{NAME}，电话{PHONE}，身份证{IDENTITY}，卡号{CARD}"
PLACE = "34.6012,119.2034"


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.fixture
def client(settings: Settings) -> FlaskClient:
    return create_app(replace(settings, RASA_URL="http://127.0.0.1:1")).test_client()


def test_nothing_that_was_sent_is_in_any_line(
    client: FlaskClient, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = {"kind": "eldercare", "q": POISON, "near": PLACE}
    client.get("/providers", query_string=asked)
    client.get("/search", query_string={"q": POISON})
    client.get(f"/policies/{POISON}")
    client.get("/chat", query_string={"q": POISON})
    client.post("/api/v1/chat", json={"message": POISON, POISON: POISON})
    client.post(
        "/api/v1/chat", data=POISON, headers={"User-Agent": PHONE, "Referer": f"/?q={CARD}"}
    )
    client.get("/api/v1/providers", query_string=asked, headers={"X-Request-ID": IDENTITY})
    key = ask(client, POISON)["conversation_id"]
    written = capsys.readouterr().out

    assert len(written.splitlines()) >= 8
    for private in (PHONE, IDENTITY, CARD, NAME, "34.60", "127.0.0.1", key):
        assert private not in written


def test_lines_of_one_request_and_of_one_conversation_belong_together(
    client: FlaskClient, capsys: pytest.CaptureFixture[str]
) -> None:
    key = ask(client, "尊老金怎么领")["conversation_id"]
    ask(client, "去哪办", key)
    turn, request, again, _ = lines(capsys)

    assert turn["request"] == request["request"] != again["request"]
    assert turn["conversation"] == request["conversation"] == again["conversation"]
    assert (request["route"], request["status"]) == ("/api/v1/chat", 200)


def test_a_request_keeps_the_id_that_a_proxy_of_ours_gave_it(settings: Settings) -> None:
    given = {"X-Request-ID": "0f" * 16}
    alone = create_app(settings).test_client().get("/about", headers=given)
    behind = create_app(replace(settings, TRUSTED_PROXIES=1)).test_client()

    assert alone.headers["X-Request-ID"] != "0f" * 16
    assert behind.get("/about", headers=given).headers["X-Request-ID"] == "0f" * 16


def test_a_failure_says_where_and_not_what(app: APIFlask, caplog: pytest.LogCaptureFixture) -> None:
    def fail(rest: str) -> str:
        raise ValueError(POISON)

    app.add_url_rule("/fail/<path:rest>", "fail", fail)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    answer = app.test_client().get(f"/fail/{PHONE}?q={CARD}")
    (record,) = [each for each in caplog.records if each.exc_info]
    line = json.loads(formatter().format(record))

    assert answer.status_code == 500
    assert answer.headers["X-Request-ID"] in answer.text
    assert line["error"] == "builtins.ValueError"
    assert any(at.endswith(" fail") for at in line["at"])
    assert not [p for p in (PHONE, IDENTITY, CARD, NAME) if p in json.dumps(line)]


@pytest.mark.parametrize(
    ("said", "left"),
    [
        (f"Error handling request /chat?q={PHONE}", "Error handling request /chat…"),
        ("GET /api/v1/conversations/" + "k" * 43, "GET /api/v1/conversations/…"),
        ("Invalid request from ip=203.0.113.9", "Invalid request from ip=…"),
        ("Listening at: http://0.0.0.0:8000 (12)", "Listening at: http://0.0.0.0:8000 (12)"),
        ("redis://:geheim@127.0.0.1:6379/0", "redis://…127.0.0.1:6379/0"),
        (f"no such thing: '{NAME}'", "no such thing: '…'"),
        (f"/find/%E5%BC%A0%E4%B8%89 {PHONE}", "/find/… …"),
    ],
)
def test_of_a_librarys_sentence_only_the_harmless_part_is_kept(said: str, left: str) -> None:
    assert harmless(said) == left


def test_a_record_of_a_library_becomes_a_line() -> None:
    record = logging.makeLogRecord({"msg": "%s gave up", "args": (PHONE,), "name": "lib"})

    assert json.loads(formatter().format(record))["event"] == "… gave up"
