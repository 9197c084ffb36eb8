"""What identifies somebody, typed wherever there is room to type: it is nowhere, in no row, line, export or backup.

One set of numbers is sent through every door that takes words of a resident; then everything that is kept is read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Base, Feedback, Message, Provider
from models.backup import back_up
from tests.staff_client import token
from tests.web.checks import Visitor
from tests.web.fake_rasa import FakeRasa, running
from tests.web.inbox.desk import Advisor
from tests.web.talking import ask, say
from web import create_app
from web.config import Settings

IDENTITY, MOBILE, CARD = "320705194301011234", "13812345678", "6222020200112233445"
NUMBERS = (IDENTITY, MOBILE, CARD)
POISON = f"想问尊老金，身份证{IDENTITY}，手机{MOBILE}，卡号{CARD}"
# A number to call back is given for that, and is kept; what identifies somebody is not, in any field.
ABOUT = f"想问尊老金，身份证{IDENTITY}，卡号{CARD}"


@pytest.fixture
def rasa() -> Iterator[FakeRasa]:
    with running() as fake:
        yield fake


@pytest.fixture
def app(settings: Settings, rasa: FakeRasa) -> APIFlask:
    return create_app(replace(settings, RASA_URL=rasa.url))


@pytest.fixture
def told(client: FlaskClient, elder_home: Provider) -> FlaskClient:
    """A browser that has written all of it into every field there is."""
    place = str(elder_home.id)
    key = ask(client, POISON)["conversation_id"]
    for number in NUMBERS:
        ask(client, f"尊老金怎么领 {number}", key)
        say(client, f"养老院多少钱 {number}")
    say(client, POISON)
    feedback = {"kind": "correction", "target": f"provider:{place}", "field": "phone"}
    client.post("/api/v1/feedback", json={**feedback, "value": MOBILE, "reason": POISON})
    client.post("/api/v1/feedback", json={**feedback, "field": POISON, "value": POISON})
    visitor = Visitor(client)
    visitor.send("/check/tell", text=POISON)
    remark = "/check/remarks/old_age_allowance"
    visitor.open(remark).send(remark, differs="amount", words=POISON)
    form = {"csrf_token": token(client, "/chat/callback"), "about": ABOUT, "agree": "1"}
    client.post("/chat/callback", data={**form, "contact": "0518-85000001"})
    client.post("/chat/callback", data={**form, "contact": IDENTITY})
    for address in ("/search", "/policies", "/providers", "/api/v1/providers"):
        client.get(address, query_string={"q": POISON, "near": POISON})
    return client


def found_in(text: str) -> list[str]:
    return [number for number in NUMBERS if number in text]


def everything(rows: Session) -> str:
    """Every value of every row of every table."""
    tables = Base.metadata.sorted_tables
    return "\n".join(repr(tuple(row)) for each in tables for row in rows.execute(select(each)))


def test_no_row_of_any_table_holds_it(told: FlaskClient, rows: Session) -> None:
    assert len(rows.scalars(select(Message)).all()) >= 12
    assert len(rows.scalars(select(Feedback)).all()) >= 2
    assert found_in(everything(rows)) == []


def test_the_bot_is_told_none_of_it_and_has_nothing_to_remember(
    told: FlaskClient, rasa: FakeRasa
) -> None:
    assert len(rasa.heard) >= 2
    assert found_in(json.dumps(rasa.heard, ensure_ascii=False)) == []


def test_no_line_of_the_log_and_no_figure_holds_it(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, told: FlaskClient
) -> None:
    written = capsys.readouterr()

    assert len(written.out.splitlines()) >= 20
    assert found_in(written.out + written.err + caplog.text) == []
    assert found_in(told.get("/metrics").text) == []


def test_what_is_handed_out_holds_none_of_it(app: APIFlask, told: FlaskClient) -> None:
    exports = [told.get("/chat/transcript").text, told.get("/api/v1/providers.csv").text]
    desk = Advisor(app, "甲", "admin")
    for page in ("/counter/inbox", "/counter/corrections", "/staff/audit"):
        answer = desk.open(page)
        assert answer.status_code == 200
        exports.append(answer.text)

    assert "〔身份证号〕" in exports[0]
    assert found_in("".join(exports)) == []


def test_no_backup_holds_it(told: FlaskClient, settings: Settings, tmp_path: Path) -> None:
    back_up(settings.database_url, tmp_path / "b")
    whole = (tmp_path / "b").read_bytes()

    assert "〔身份证号〕".encode() in whole
    assert [number for number in NUMBERS if number.encode() in whole] == []


def test_nothing_is_left_beside_the_database(told: FlaskClient, settings: Settings) -> None:
    files = [each for each in settings.instance_path.rglob("*") if each.is_file()]

    assert [each for each in files if found_in(each.read_bytes().decode("utf-8", "replace"))] == []
