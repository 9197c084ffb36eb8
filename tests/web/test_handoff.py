"""Asking for a person: who is there is said as it is, and a number to call back is kept with consent only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Callback, Conversation, Presence, Sender
from tests.web.fake_rasa import FakeRasa, running
from tests.web.talking import ask, say, texts, token
from web import create_app
from web.clock import now
from web.config import Settings

GOOD = {"contact": "0518-12345678", "about": "想问尊老金", "agree": "1"}


@pytest.fixture
def rasa() -> Iterator[FakeRasa]:
    with running() as fake:
        yield fake


@pytest.fixture
def app(settings: Settings, rasa: FakeRasa) -> APIFlask:
    return create_app(replace(settings, RASA_URL=rasa.url))


def leave(client: FlaskClient, **given: str) -> Any:
    form = {**GOOD, **given, "csrf_token": token(client)}
    return client.post("/chat/callback", data=form)


def test_until_staff_sign_in_nobody_is_there(client: FlaskClient) -> None:
    assert "没有工作人员在线" in texts(ask(client, "转人工"))


def test_whoever_waits_is_told_their_place(client: FlaskClient, rows: Session) -> None:
    Presence.seen(rows, "甲", now())
    rows.commit()

    assert "第 1 位" in texts(ask(client, "转人工"))
    second = ask(client, "转人工")
    assert "第 2 位" in texts(second)
    assert "第 2 位" in texts(ask(client, "转人工", second["conversation_id"]))


def test_an_advisor_who_left_long_ago_is_not_there(client: FlaskClient, rows: Session) -> None:
    Presence.seen(rows, "甲", now() - timedelta(minutes=5))
    rows.commit()

    assert "没有工作人员在线" in texts(ask(client, "转人工"))


def test_the_machine_answers_again_once_the_person_is_done(
    client: FlaskClient, rows: Session
) -> None:
    key = ask(client, "转人工")["conversation_id"]
    talk = rows.get_one(Conversation, key)
    talk.take_over(rows, "甲")
    rows.commit()
    assert ask(client, "尊老金", key)["replies"] == []

    talk.resolve(rows, "甲")
    rows.commit()
    assert ask(client, "尊老金", key)["outcome"] == "answered"


def test_the_page_hears_the_person_and_how_the_waiting_goes(
    client: FlaskClient, rows: Session
) -> None:
    say(client, "转人工")
    assert "没有工作人员在线" in client.get("/chat/since?after=2").get_json()["waiting"]
    talk = rows.scalars(Conversation.waiting()).one()
    talk.take_over(rows, "甲")
    talk.say(rows, Sender.ADVISOR, "您好，我来帮您", now())
    rows.commit()

    news = client.get("/chat/since?after=2").get_json()
    assert "您好，我来帮您" in news["html"]
    assert news["waiting"] == "工作人员正在和您说话。"
    assert "工作人员正在和您说话" in client.get("/chat").text


def test_a_number_to_call_back_is_kept(client: FlaskClient, rows: Session) -> None:
    answer = leave(client, about="我身份证320705194001011234想问尊老金")
    kept = rows.scalars(select(Callback)).one()

    assert answer.status_code == 303
    assert kept.contact == GOOD["contact"]
    assert "320705" not in kept.about


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("contact", "张大爷", "号码"),
        ("contact", "320705194001011234", "证件号"),
        ("about", " ", "想问什么"),
        ("about", "长" * 301, "最多 300"),
        ("agree", "", "打勾"),
    ],
)
def test_what_does_not_fit_is_named_and_nothing_is_lost(
    client: FlaskClient, rows: Session, field: str, value: str, says: str
) -> None:
    answer = leave(client, **{field: value})

    assert answer.status_code == 422
    assert says in answer.text
    assert "320705" not in answer.text
    if field != "contact":
        assert GOOD["contact"] in answer.text
    assert rows.scalars(select(Callback)).all() == []


def test_numbers_left_are_purged(app: APIFlask, client: FlaskClient, rows: Session) -> None:
    leave(client)
    rows.scalars(select(Callback)).one().asked_at = now() - timedelta(days=31)
    rows.commit()
    said = app.test_cli_runner().invoke(args=["purge"]).output

    assert "callback：1" in said
    assert rows.scalars(select(Callback)).all() == []
