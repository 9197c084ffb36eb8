"""What goes into the numbers: once for once, taken back with a changed mind, and never a word of anybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import delete, event, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from models import Conversation, Happened, Tally, Thing
from tests.web.checks import Visitor, go_through
from tests.web.counter.screen import SENTENCE, say
from tests.web.fake_rasa import FakeRasa, running
from tests.web.inbox.desk import Advisor, there, waiting
from tests.web.talking import ask, token
from tests.web.talking import say as say_on_the_page
from web import create_app
from web.clock import today
from web.config import Settings

UNKNOWN = [{"custom": {"replies": [{"text": "没听明白"}], "refs": [], "outcome": "unknown"}}]
ALLOWANCE = "benefit:old_age_allowance"
MOTHER = {"applicant": "resident", "age": 82, "local_hukou": True, "district": "海州区"}


@pytest.fixture
def rasa() -> Iterator[FakeRasa]:
    with running() as fake:
        yield fake


@pytest.fixture
def app(settings: Settings, rasa: FakeRasa) -> APIFlask:
    return create_app(replace(settings, RASA_URL=rasa.url))


@pytest.fixture
def one(app: APIFlask) -> Advisor:
    return Advisor(app, "甲")


def counted(rows: Session) -> dict[Thing, int]:
    rows.rollback()
    found = rows.execute(Tally.between(today(), today()))
    return {Thing(each.happened, each.subject, each.district): each.times for each in found}


def test_a_question_is_counted_under_what_answered_it_and_the_district_it_names(
    client: FlaskClient, rows: Session
) -> None:
    say_on_the_page(client, "我妈82岁住海州，尊老金怎么领")
    ask(client, "尊老金怎么领")

    assert counted(rows) == {
        Thing(Happened.ASKED, ALLOWANCE, "海州区"): 1,
        Thing(Happened.ASKED, ALLOWANCE): 1,
    }


def test_what_was_not_known_is_counted_as_that(
    client: FlaskClient, rows: Session, rasa: FakeRasa
) -> None:
    rasa.answer = UNKNOWN
    ask(client, "那个啥咋弄")

    assert counted(rows) == {Thing(Happened.ASKED): 1, Thing(Happened.UNANSWERED): 1}


def test_a_wish_for_a_person_is_counted_once_however_often_it_is_said(
    client: FlaskClient, rows: Session
) -> None:
    key = ask(client, "转人工")["conversation_id"]
    ask(client, "转人工", key)

    assert counted(rows)[Thing(Happened.PERSON_WANTED)] == 1


def test_a_mark_that_is_changed_is_one_mark(client: FlaskClient, rows: Session) -> None:
    say_on_the_page(client, "尊老金怎么领")
    for given in ("2 up", "2 up", "2 down", "2 down wrong"):
        client.post("/chat/mark", data={"mark": given, "csrf_token": token(client)})

    marks = {thing: times for thing, times in counted(rows).items() if "help" in thing.happened}
    assert marks == {Thing(Happened.UNHELPFUL, ALLOWANCE): 1}


def test_a_check_is_counted_when_it_comes_to_its_results_and_once(
    client: FlaskClient, rows: Session
) -> None:
    visitor = Visitor(client)
    visitor.begin("resident")
    assert counted(rows) == {}

    go_through(visitor, MOTHER)
    visitor.open("/check/result").open("/check/result")
    checks = {t: times for t, times in counted(rows).items() if t.happened is Happened.CHECKED}
    assert sum(checks.values()) == 1
    assert {thing.subject for thing in checks} == {"resident"}


def test_who_is_waited_for_comes_once_whoever_it_is(
    app: APIFlask, one: Advisor, rows: Session
) -> None:
    talk = waiting(rows)
    there(rows, "甲", "乙")
    one.step(talk, "take")
    one.step(talk, "pass", to="")
    other = Advisor(app, "乙")
    other.step(talk, "take")
    other.step(talk, "close")

    assert counted(rows) == {Thing(Happened.PERSON_CAME): 1, Thing(Happened.PERSON_DONE): 1}


def test_a_client_is_served_once_and_stands_under_the_district_they_name_last(
    one: Advisor, rows: Session
) -> None:
    page = say(one, one.open("/counter").text, "82").text
    assert counted(rows) == {Thing(Happened.SERVED, "resident"): 1}

    page = say(one, page, SENTENCE).text
    say(one, page, to="/counter/hand-out")
    say(one, page, to="/counter/hand-out")
    assert counted(rows) == {
        Thing(Happened.SERVED, "resident", "海州区"): 1,
        Thing(Happened.HANDED_OUT, "resident", "海州区"): 1,
    }

    say(one, one.open("/counter").text, "82 海州")
    assert counted(rows)[Thing(Happened.SERVED, "resident", "海州区")] == 2


def test_a_district_that_is_none_is_not_counted_as_one(one: Advisor, rows: Session) -> None:
    page = say(one, one.open("/counter").text, "82").text
    say(one, page, **{"p0-district": "张三家"})

    assert counted(rows) == {Thing(Happened.SERVED, "resident"): 1}


def test_the_cookie_tells_nothing_of_a_client(one: Advisor) -> None:
    say(one, one.open("/counter").text, SENTENCE)
    with one.client.session_transaction() as cookie:
        kept = str(dict(cookie))

    assert "海州" not in kept
    assert "resident" not in kept


def test_a_case_is_counted_when_it_is_kept(one: Advisor, rows: Session) -> None:
    form = {
        "alias": "王阿姨", "consent": "1", "save": "1", "p0-applicant": "resident",
        "p0-birth_date": "1940-03-05", "p0-district": "赣榆区",
    }  # fmt: skip
    assert one.send("/counter/cases/new", **{**form, "alias": ""}).status_code == 422
    assert one.send("/counter/cases/new", **form).status_code == 303

    assert counted(rows) == {Thing(Happened.CASE_OPENED, "resident", "赣榆区"): 1}


def test_numbers_that_cannot_be_written_keep_nobody_from_results_or_from_being_served(
    app: APIFlask, client: FlaskClient, one: Advisor
) -> None:
    def full(conn: object, cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("INSERT INTO tally"):
            raise OperationalError(statement, None, Exception("database or disk is full"))

    engine = app.extensions["sessions"].kw["bind"]
    event.listen(engine, "before_cursor_execute", full)
    try:
        visitor = Visitor(client)
        go_through(visitor, MOTHER)
        page = say(one, one.open("/counter").text, SENTENCE)
        sheet = say(one, page.text, to="/counter/hand-out")
    finally:
        event.remove(engine, "before_cursor_execute", full)

    assert visitor.page.status_code == page.status_code == sheet.status_code == 200
    assert "尊老金" in visitor.text
    assert "尊老金" in sheet.text


def test_forgetting_a_conversation_leaves_the_numbers(client: FlaskClient, rows: Session) -> None:
    say_on_the_page(client, "尊老金怎么领")
    client.post("/chat/forget", data={"csrf_token": token(client)})

    assert rows.scalars(select(Conversation)).all() == []
    assert counted(rows) == {Thing(Happened.ASKED, ALLOWANCE): 1}
    rows.execute(delete(Tally))
