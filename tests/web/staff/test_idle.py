"""A session that nobody uses ends on the server, and what was being typed is not lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from apiflask import APIFlask
from flask import request
from flask.testing import FlaskClient
from sqlalchemy import update
from sqlalchemy.orm import Session

from models import Staff, StaffSession
from tests.staff_client import PASSWORD, sign_in, token
from web.clock import now
from web.staff.access import passive, requires
from web.staff.opening import change

NOTE = {"note": "要带户口本", "many": ["a", "b"], "password": "not carried"}


@pytest.fixture
def desk(app: APIFlask) -> FlaskClient:
    """Somebody at a page of ours that takes a note."""

    @app.route("/counter/test-note", methods=["GET", "POST"])
    @requires("advisor")
    def test_note() -> dict[str, list[str]]:
        return request.form.to_dict(flat=False)

    @app.get("/counter/test-poll")
    @requires("advisor")
    @passive
    def test_poll() -> str:
        return ""

    client = app.test_client()
    sign_in(client, "advisor")
    return client


def sit_idle(rows: Session, **by: int) -> None:
    moment = now() - timedelta(**by)
    rows.execute(update(StaffSession).values(last_at=moment))
    rows.commit()


def test_an_idle_session_ends_and_says_why(desk: FlaskClient, rows: Session) -> None:
    sit_idle(rows, minutes=16)
    turned = desk.get("/counter/test-note")

    assert turned.status_code == 303
    assert turned.headers["Location"].startswith("/staff/sign-in?next=/counter/test-note")
    assert "太久没有操作" in desk.get(turned.headers["Location"]).text


def test_a_click_prolongs_it_and_a_poll_does_not(desk: FlaskClient, rows: Session) -> None:
    sit_idle(rows, minutes=14)
    desk.get("/counter/test-poll")
    before = rows.query(StaffSession).one().last_at
    desk.get("/counter/test-note")
    rows.expire_all()

    assert now() - before > timedelta(minutes=13)
    assert now() - rows.query(StaffSession).one().last_at < timedelta(minutes=1)


def test_one_key_keeps_it(desk: FlaskClient, rows: Session) -> None:
    given = token(desk, "/staff/password")
    sit_idle(rows, minutes=14)

    assert desk.post("/staff/stay", data={"csrf_token": given}).status_code == 204
    rows.expire_all()
    assert now() - rows.query(StaffSession).one().last_at < timedelta(minutes=1)


def test_a_script_is_told_that_it_has_ended(desk: FlaskClient, rows: Session) -> None:
    given = token(desk, "/staff/password")
    sit_idle(rows, minutes=16)
    answer = desk.post("/staff/stay", data={"csrf_token": given}, headers={"X-Fragment": "1"})

    assert answer.status_code == 401
    assert answer.mimetype == "application/problem+json"


def held_in(page: str) -> str:
    return page.split('name="held" value="')[1].split('"')[0]


def give_up_typing(desk: FlaskClient, rows: Session) -> str:
    """A note sent too late; what the page carries along."""
    given = token(desk, "/staff/password")
    sit_idle(rows, minutes=16)
    refused = desk.post("/counter/test-note?x=1", data={"csrf_token": given, **NOTE})

    assert refused.status_code == 401
    assert "没有丢" in refused.text
    return held_in(refused.text)


def enter(desk: FlaskClient, name: str, held: str) -> str:
    data = {"csrf_token": token(desk, "/staff/sign-in"), "name": name, "password": PASSWORD}
    return desk.post("/staff/sign-in", data={**data, "held": held}, follow_redirects=True).text


def test_what_was_typed_is_sent_again_after_signing_in(desk: FlaskClient, rows: Session) -> None:
    page = enter(desk, "某advisor", give_up_typing(desk, rows))

    assert 'action="/counter/test-note?x=1"' in page
    assert 'value="要带户口本"' in page
    assert "not carried" not in page
    sent = {"csrf_token": page.split('csrf_token" value="')[1].split('"')[0], **NOTE}
    assert desk.post("/counter/test-note", data=sent).json["many"] == ["a", "b"]


def test_nobody_else_gets_what_was_typed(app: APIFlask, desk: FlaskClient, rows: Session) -> None:
    held = give_up_typing(desk, rows)
    other = app.test_client()
    sign_in(other, "advisor", "另一人")
    page = enter(desk, "另一人", held)

    assert "要带户口本" not in page


def test_a_forged_form_is_dropped(desk: FlaskClient, rows: Session) -> None:
    held = give_up_typing(desk, rows)

    assert "要带户口本" not in enter(desk, "某advisor", "x" + held)


def test_a_shift_is_the_longest(desk: FlaskClient, rows: Session) -> None:
    rows.execute(update(StaffSession).values(begun_at=now() - timedelta(hours=13)))
    rows.commit()

    assert desk.get("/counter/test-note").status_code == 303


def test_a_closed_account_is_out_at_once(desk: FlaskClient, rows: Session) -> None:
    staff = rows.query(Staff).one()
    change(rows, staff, None, now(), role=staff.role, active=False)
    rows.commit()

    assert desk.get("/counter/test-note").status_code == 303
