"""Signing in: what lets somebody in, what keeps them out, and that the answer gives nothing away."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from apiflask import APIFlask
from argon2 import PasswordHasher
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models import AuditEntry, SignInFailures, Staff, StaffSession
from tests.staff_client import PASSWORD, add_staff, sign_in, token
from web import create_app
from web.clock import now
from web.config import Settings
from web.staff import passwords

SIGN_IN = "/staff/sign-in"


def enter(client: FlaskClient, name: str, password: str = PASSWORD, **more: str) -> TestResponse:
    data = {"csrf_token": token(client, SIGN_IN), "name": name, "password": password, **more}
    return client.post(SIGN_IN, data=data)


def key_of(client: FlaskClient) -> str:
    with client.session_transaction() as cookie:
        return str(cookie.get("_user_id", ""))


def test_the_right_password_lets_in_and_is_recorded(
    app: APIFlask, client: FlaskClient, rows: Session
) -> None:
    add_staff(app, "advisor", "wang")

    assert enter(client, " WANG ").status_code == 303
    assert "wang" in client.get("/staff/password").text
    assert rows.scalars(select(AuditEntry.action)).all() == ["staff.signed_in"]


def test_a_wrong_password_and_a_wrong_name_read_the_same(
    app: APIFlask, client: FlaskClient
) -> None:
    add_staff(app, "advisor", "wang")
    add_staff(app, "advisor", "closed", active=False)
    wrong = [enter(client, n, p) for n, p in (("wang", "x"), ("nobody", "x"), ("closed", PASSWORD))]

    assert {answer.status_code for answer in wrong} == {422}
    said = {a.text.replace(n, "") for a, n in zip(wrong, ("wang", "nobody", "closed"), strict=True)}
    assert len({text.split("csrf_token")[-1].split('">', 1)[1] for text in said}) == 1


@pytest.mark.parametrize("name", ["wang", "nobody", "locked"])
def test_a_hash_is_computed_whoever_asks(
    app: APIFlask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    add_staff(app, "advisor", "wang")
    add_staff(app, "advisor", "locked")
    for _ in range(5):
        enter(client, "locked", "x")
    computed = []

    class Counting(PasswordHasher):
        def verify(self, kept: str | bytes, given: str | bytes) -> bool:  # type: ignore[override]
            computed.append(kept)
            return super().verify(kept, given)  # type: ignore[return-value]

    monkeypatch.setattr(passwords, "HASHER", Counting())
    enter(client, name, "wrong")

    assert len(computed) == 1


@pytest.mark.parametrize("name", ["wang", "nobody"])
def test_five_failures_lock_a_name_whether_it_exists_or_not(
    app: APIFlask, client: FlaskClient, rows: Session, name: str
) -> None:
    add_staff(app, "advisor", "wang")
    said = [enter(client, name, "x").text for _ in range(5)]

    assert "停用 15 分钟" not in said[3]
    assert "停用 15 分钟" in said[4]
    assert "停用 15 分钟" in enter(client, name).text
    row = rows.scalars(select(SignInFailures)).one()
    assert name not in row.key
    row.locked_until = now() - timedelta(seconds=1)
    rows.commit()
    assert enter(client, name).status_code == (303 if name == "wang" else 422)


def test_a_success_forgets_the_failures(app: APIFlask, client: FlaskClient, rows: Session) -> None:
    add_staff(app, "advisor", "wang")
    for _ in range(4):
        enter(client, "wang", "x")
    enter(client, "wang")

    assert rows.scalars(select(SignInFailures)).all() == []


def test_the_key_is_new_at_every_sign_in(app: APIFlask, client: FlaskClient, rows: Session) -> None:
    add_staff(app, "advisor", "wang")
    enter(client, "wang")
    first = key_of(client)
    with client.session_transaction() as cookie:
        cookie["left_by_somebody"] = "x"
    client.post("/staff/sign-out", data={"csrf_token": token(client, "/staff/password")})
    enter(client, "wang")

    assert key_of(client) != first
    assert rows.scalars(select(StaffSession.id)).all() == [key_of(client)]
    with client.session_transaction() as cookie:
        assert "left_by_somebody" not in cookie


def test_a_planted_key_opens_nothing(app: APIFlask, client: FlaskClient) -> None:
    add_staff(app, "advisor", "wang")
    with client.session_transaction() as cookie:
        cookie["_user_id"] = "known-before"
    enter(client, "wang")

    assert key_of(client) != "known-before"


def test_a_hash_made_with_older_parameters_is_renewed(
    app: APIFlask, client: FlaskClient, rows: Session
) -> None:
    staff = add_staff(app, "advisor", "wang")
    kept = rows.get_one(Staff, staff.id)
    kept.password_hash = PasswordHasher(time_cost=1, memory_cost=8192).hash(PASSWORD)
    rows.commit()
    enter(client, "wang")
    rows.refresh(kept)

    assert not passwords.outdated(kept.password_hash)


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_signing_in_never_leads_off_the_site(
    app: APIFlask, client: FlaskClient, address: str
) -> None:
    add_staff(app, "advisor", "wang")
    client.get(SIGN_IN, query_string={"next": address})

    assert "evil" not in enter(client, "wang").headers["Location"]


def test_signing_in_leads_on_to_where_one_was_going(app: APIFlask, client: FlaskClient) -> None:
    add_staff(app, "admin", "wang", totp_secret=None)
    turned = client.get("/staff/audit?who=3")
    client.get(turned.headers["Location"])
    sign_in(client, "admin")
    with client.session_transaction() as cookie:
        assert cookie["going_to"] == "/staff/audit?who=3"


def test_an_address_that_fails_too_often_is_slowed(settings: Settings) -> None:
    client = create_app(replace(settings, RATELIMIT_ENABLED=True)).test_client()
    given = token(client, SIGN_IN)
    answers = [
        client.post(SIGN_IN, data={"csrf_token": given, "name": f"n{i}", "password": "x"})
        for i in range(61)
    ]

    assert [a.status_code for a in answers] == [422] * 60 + [429]


def test_a_form_without_a_token_is_refused(client: FlaskClient) -> None:
    assert client.post(SIGN_IN, data={"name": "a", "password": "b"}).status_code == 400
