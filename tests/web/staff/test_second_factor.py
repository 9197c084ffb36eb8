"""The second factor: nobody manages accounts with a password alone."""

from __future__ import annotations

import pyotp
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models import AuditEntry, RecoveryCode, Staff, StaffSession
from tests.staff_client import PASSWORD, add_staff, sign_in, token
from web.clock import now


def send(client: FlaskClient, on: str, to: str, **data: str) -> TestResponse:
    return client.post(to, data={"csrf_token": token(client, on), **data})


def enter(client: FlaskClient) -> TestResponse:
    return send(client, "/staff/sign-in", "/staff/sign-in", name="boss", password=PASSWORD)


def enrol(client: FlaskClient, rows: Session) -> tuple[str, list[str]]:
    """The secret and the recovery codes of the admin who signs in for the first time."""
    assert enter(client).headers["Location"] == "/staff/second"
    client.get("/staff/second")
    secret = rows.scalars(select(StaffSession.offered_secret)).one() or ""
    code = pyotp.TOTP(secret).now()
    page = send(client, "/staff/second", "/staff/second/enrol", code=code)
    codes = [part.split("</code>")[0] for part in page.text.split('<code class="secret">')[1:]]
    rows.expire_all()
    return secret, codes


def later_code(secret: str, rows: Session) -> str:
    """A code that has not been used: the test lives in one step of thirty seconds."""
    staff = rows.scalars(select(Staff)).one()
    staff.totp_step = 0
    rows.commit()
    return pyotp.TOTP(secret).now()


def sign_out(client: FlaskClient) -> None:
    send(client, "/staff/password", "/staff/sign-out")


def test_an_admin_enrols_before_anything_opens(
    app: APIFlask, client: FlaskClient, rows: Session
) -> None:
    add_staff(app, "admin", "boss")
    enter(client)
    assert client.get("/staff/accounts").status_code == 303
    _, codes = enrol(client, rows)

    assert len(codes) == 8
    assert client.get("/staff/accounts").status_code == 200


def test_a_password_alone_does_not_open_afterwards(
    app: APIFlask, client: FlaskClient, rows: Session
) -> None:
    add_staff(app, "admin", "boss")
    secret, _ = enrol(client, rows)
    sign_out(client)

    assert enter(client).status_code == 200
    assert client.get("/staff/accounts").status_code == 303
    wrong = send(client, "/staff/sign-in", "/staff/second", code="000000")
    assert wrong.status_code == 422
    right = send(client, "/staff/sign-in", "/staff/second", code=later_code(secret, rows))
    assert right.status_code == 303
    assert client.get("/staff/accounts").status_code == 200


def test_a_code_opens_once(app: APIFlask, client: FlaskClient, rows: Session) -> None:
    add_staff(app, "admin", "boss")
    secret, _ = enrol(client, rows)
    used = pyotp.TOTP(secret).now()
    rows.scalars(select(Staff)).one().totp_step = pyotp.TOTP(secret).timecode(now()) + 1
    rows.commit()
    sign_out(client)
    enter(client)

    assert send(client, "/staff/sign-in", "/staff/second", code=used).status_code == 422


def test_a_recovery_code_opens_once(app: APIFlask, client: FlaskClient, rows: Session) -> None:
    add_staff(app, "admin", "boss")
    _, codes = enrol(client, rows)
    for expected in (303, 422):
        sign_out(client)
        enter(client)
        answer = send(client, "/staff/sign-in", "/staff/second", code=codes[0].upper())
        assert answer.status_code == expected

    kept = rows.scalars(select(RecoveryCode)).all()
    assert [each.code_hash for each in kept if each.code_hash in codes] == []
    assert "staff.recovery_used" in rows.scalars(select(AuditEntry.action)).all()


def test_guessing_codes_locks_the_name(app: APIFlask, client: FlaskClient, rows: Session) -> None:
    add_staff(app, "admin", "boss")
    secret, _ = enrol(client, rows)
    sign_out(client)
    enter(client)
    for _ in range(5):
        send(client, "/staff/sign-in", "/staff/second", code="123")

    code = later_code(secret, rows)
    assert send(client, "/staff/sign-in", "/staff/second", code=code).status_code == 422


def test_another_phone_needs_the_password(
    app: APIFlask, client: FlaskClient, rows: Session
) -> None:
    sign_in(client, "advisor")
    client.get("/staff/second")
    secret = rows.scalars(select(StaffSession.offered_secret)).one() or ""
    code = pyotp.TOTP(secret).now()
    refused = send(client, "/staff/second", "/staff/second/enrol", code=code, current="x")
    assert refused.status_code == 422

    done = send(client, "/staff/second", "/staff/second/enrol", code=code, current=PASSWORD)
    assert done.status_code == 200
