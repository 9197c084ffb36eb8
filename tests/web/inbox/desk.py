"""An advisor at the desk, form by form, and a resident who has asked for a person."""

from __future__ import annotations

from typing import Any

from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from knowledge.replies import Answer, Reply
from models import Conversation, Presence, Sender
from tests.staff_client import sign_in
from tests.web.lint import parse
from web.clock import now

MISS = Answer((Reply("这句我没听明白"),), (), "unknown").plain()
HIT = Answer((Reply("八十岁以上可以领"),), ("benefit:old_age_allowance",)).plain()
SAID = "我妈82岁，海州户口，尊老金怎么领"


class Advisor:
    """A signed-in client that sends each form with a token of its own."""

    def __init__(self, app: APIFlask, name: str, role: str = "advisor") -> None:
        self.client: FlaskClient = app.test_client()
        self.name = name
        sign_in(self.client, role, name)

    def open(self, address: str = "/counter/inbox") -> TestResponse:
        return self.client.get(address)

    def send(self, address: str, **given: Any) -> TestResponse:
        page = self.client.get("/counter/inbox").text
        fields = parse(page).iter("input")
        token = next(f.get("value") for f in fields if f.get("name") == "csrf_token")
        return self.client.post(address, data={"csrf_token": token, **given})

    def step(self, talk: Conversation, step: str, **given: Any) -> TestResponse:
        return self.send(f"/counter/inbox/{talk.ref}/{step}", **given)

    def see(self, talk: Conversation) -> TestResponse:
        return self.open(f"/counter/inbox/{talk.ref}")


def there(rows: Session, *names: str) -> None:
    for name in names:
        Presence.seen(rows, name, now())
    rows.commit()


def waiting(rows: Session, *said: str) -> Conversation:
    """A conversation that waits for a person, in which so much was said and answered."""
    talk = Conversation.begin(rows, now())
    for text in said or (SAID,):
        talk.say(rows, Sender.RESIDENT, text, now())
        payload = HIT if "尊老金" in text else MISS
        talk.say(rows, Sender.BOT, payload["replies"][0]["text"], now(), payload)
    talk.ask_for_person(now())
    rows.commit()
    return talk


def fresh(rows: Session, talk: Conversation) -> Conversation:
    rows.rollback()
    return rows.get_one(Conversation, talk.id, populate_existing=True)
