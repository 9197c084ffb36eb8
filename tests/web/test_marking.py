"""How an answer was: two buttons on each, a reason after the second, kept with the one question and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Feedback, FeedbackKind, Heard, Saying, Why
from tests.browser import look
from tests.web.fake_rasa import ANSWER, FakeRasa, running
from tests.web.lint import faults
from tests.web.talking import ask, say, token
from web import create_app
from web.clock import now
from web.config import Settings

UNKNOWN = [{"custom": {"replies": [{"text": "没听明白"}], "refs": [], "outcome": "unknown"}}]
ASKED = "尊老金怎么领"


@pytest.fixture
def rasa() -> Iterator[FakeRasa]:
    with running() as fake:
        yield fake


@pytest.fixture
def app(settings: Settings, rasa: FakeRasa) -> APIFlask:
    return create_app(replace(settings, RASA_URL=rasa.url))


def press(client: FlaskClient, mark: str, **headers: str) -> Any:
    form = {"mark": mark, "csrf_token": token(client)}
    return client.post("/chat/mark", data=form, headers=headers)


def test_an_answer_that_helped_is_kept_with_what_it_rested_on(
    client: FlaskClient, rows: Session
) -> None:
    say(client, ASKED)
    answer = press(client, "2 up")
    kept = rows.scalars(select(Feedback)).one()

    assert answer.location == "/chat#mark-2"
    assert (kept.kind, kept.target, kept.value) == (FeedbackKind.RATING, "message:2", "up")
    assert kept.field == "benefit:old_age_allowance"
    assert rows.scalars(select(Heard)).all() == []


def test_what_did_not_help_can_be_learned_from(client: FlaskClient, rows: Session) -> None:
    say(client, "我电话 13812345678，尊老金咋还没到")
    press(client, "2 down")
    press(client, "2 down wrong")
    heard = rows.scalars(select(Heard)).one()
    saying = rows.get_one(Saying, heard.saying_id)

    assert [(each.value, each.reason) for each in rows.scalars(select(Feedback))] == [
        ("down", "wrong")
    ]
    assert (heard.why, heard.reason) == (Why.DOWN, "wrong")
    assert heard.answered == "benefit:old_age_allowance"
    assert saying.text == "我电话 〔电话号码〕，尊老金咋还没到"


def test_who_thinks_better_of_it_has_said_one_thing(client: FlaskClient, rows: Session) -> None:
    say(client, ASKED)
    for mark in ("2 down", "2 down other", "2 up"):
        press(client, mark)

    assert [each.value for each in rows.scalars(select(Feedback))] == ["up"]
    assert rows.scalars(select(Heard)).all() == []


def test_the_page_shows_what_was_pressed(client: FlaskClient) -> None:
    say(client, ASKED)
    assert "没听懂我的话" not in client.get("/chat").text
    press(client, "2 down")
    page = client.get("/chat").text

    assert "没听懂我的话" in page
    assert 'value="2 down" aria-pressed="true"' in page
    assert list(faults(page)) == []


@pytest.mark.parametrize(
    "mark",
    ["", "2", "2 sideways", "1 up", "99 down", "x down", "2 up wrong", "2 down rude", "²  up"],
)
def test_what_no_button_says_is_not_kept(client: FlaskClient, rows: Session, mark: str) -> None:
    say(client, ASKED)

    assert press(client, mark).status_code == 303
    assert press(client, mark, **{"X-Requested-With": "fetch"}).status_code == 404
    assert rows.scalars(select(Feedback)).all() == []


def test_nobody_marks_the_conversation_of_another(
    app: APIFlask, client: FlaskClient, rows: Session
) -> None:
    say(client, ASKED)
    press(app.test_client(), "2 down")

    assert rows.scalars(select(Feedback)).all() == []


def test_an_emergency_is_not_asked_how_it_was(client: FlaskClient) -> None:
    say(client, "我爸突然昏倒叫不醒")

    assert "打 120" in client.get("/chat").text
    assert 'value="2 down"' not in client.get("/chat").text


@pytest.mark.parametrize("target", ["message:2", "chat", "benefit:old_age_allowance"])
def test_the_same_mark_comes_by_the_json_door(
    client: FlaskClient, rows: Session, target: str
) -> None:
    key = ask(client, ASKED)["conversation_id"]
    sent = {"kind": "rating", "target": target, "value": "down", "reason": "wrong"}
    answer = client.post("/api/v1/feedback", json={**sent, "conversation_id": key})

    assert (answer.status_code, answer.json["target"]) == (201, target)
    assert rows.scalars(select(Feedback)).one().target == "message:2"
    assert rows.scalars(select(Heard)).one().reason == "wrong"


def test_what_the_bot_did_not_know_is_counted_once_a_saying(
    client: FlaskClient, rasa: FakeRasa, rows: Session
) -> None:
    rasa.answer = UNKNOWN
    for message in ("电动车棚 补贴？", "电动车棚补贴", "电动车棚　补贴！"):
        ask(client, message)
    rasa.answer = ANSWER
    ask(client, ASKED)

    assert [each.text for each in rows.scalars(select(Saying))] == ["电动车棚 补贴？"]
    assert [each.why for each in rows.scalars(select(Heard))] == [Why.MISSED] * 3


def test_a_bot_that_is_down_has_missed_nothing(
    client: FlaskClient, rasa: FakeRasa, rows: Session
) -> None:
    rasa.status = 500
    assert ask(client, "电动车棚补贴")["outcome"] == "unknown"

    assert rows.scalars(select(Heard)).all() == []


def test_whoever_clears_a_conversation_clears_what_was_heard(
    client: FlaskClient, rasa: FakeRasa, rows: Session
) -> None:
    rasa.answer = UNKNOWN
    say(client, "电动车棚补贴")
    client.post("/chat/forget", data={"csrf_token": token(client)})

    assert rows.scalars(select(Heard)).all() == []


def test_old_marks_and_sayings_are_purged(
    app: APIFlask, client: FlaskClient, rasa: FakeRasa, rows: Session
) -> None:
    rasa.answer = UNKNOWN
    say(client, "电动车棚补贴")
    press(client, "2 down")
    say(client, "今天的问题")
    old = now() - timedelta(days=181)
    for row in (*rows.scalars(select(Feedback)), *rows.scalars(select(Heard).limit(2))):
        setattr(row, "at" if isinstance(row, Heard) else "created_at", old)
    rows.commit()
    kept = rows.scalars(select(Heard).order_by(Heard.id.desc())).all()
    said = app.test_cli_runner().invoke(args=["purge"]).output

    assert len(kept) == 3
    assert "删除了 4 行" in said
    assert len(rows.scalars(select(Saying)).all()) == 1


@pytest.fixture
def page(chromium: Browser, served: str) -> Iterator[Page]:
    with look(chromium, served, "elder", 360) as context:
        opened = context.new_page()
        opened.goto("/chat")
        opened.locator("#message").fill(ASKED)
        opened.get_by_role("button", name="发送").click()
        opened.locator(".said.bot").wait_for()
        yield opened


@pytest.mark.browser
def test_the_focus_stays_and_one_line_says_so(page: Page, rows: Session) -> None:
    down = page.get_by_role("button", name="没帮上")
    down.focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="说的不对").wait_for()

    assert down.evaluate("each => each === document.activeElement")
    assert down.get_attribute("aria-pressed") == "true"
    assert page.locator(".marked").get_attribute("aria-live") == "off"
    assert page.locator(".marked [role=status]").inner_text().startswith("记下了")

    page.get_by_role("button", name="说的不对").click()
    page.locator(".marked [role=status]", has_text="谢谢").wait_for()
    assert page.locator(".reasons [aria-pressed=true]").all_inner_texts() == ["说的不对"]
    assert rows.scalars(select(Feedback)).one().reason == "wrong"


@pytest.mark.browser
def test_a_finger_hits_each_of_the_buttons(page: Page) -> None:
    page.get_by_role("button", name="没帮上").click()
    page.locator(".reasons").wait_for()

    for button in page.locator(".marked button").all():
        box = button.bounding_box()
        assert box is not None
        assert min(box["height"], box["width"]) >= 60
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.browser
def test_a_mark_that_did_not_get_through_is_said(page: Page) -> None:
    page.context.set_offline(True)
    page.get_by_role("button", name="有用").click()
    page.locator(".marked [role=status]", has_text="再按一次").wait_for()

    assert page.get_by_role("button", name="有用").get_attribute("aria-pressed") == "false"
