"""Somebody of the staff, signed in, for the tests of any page behind the sign-in; knows no page.

`sign_in` goes round the password and the second factor, which have tests of their own, and round nothing else:
the session is the real one, on the server.
"""

from __future__ import annotations

from apiflask import APIFlask
from flask.testing import FlaskClient
from playwright.sync_api import BrowserContext
from sqlalchemy import select

from models import Role, Staff, StaffSession
from tests.web.lint import parse
from web.clock import now
from web.staff.passwords import hashed

PASSWORD = "渔船 灯塔 石榴 十二月"


def add_staff(app: APIFlask, role: str, name: str = "", **given: object) -> Staff:
    """An account with PASSWORD, which nobody has to change; the one there is, if it is there already."""
    wanted = name or f"某{role}"
    with app.extensions["sessions"]() as rows:
        staff: Staff | None = rows.scalar(select(Staff).where(Staff.name == wanted))
        if staff is None:
            staff = Staff(
                name=wanted, role=Role(role), password_hash=_hash(), created_at=now(), **given
            )
            rows.add(staff)
            rows.commit()
        return staff


def sign_in(client: FlaskClient, role: str, name: str = "") -> Staff:
    """This client is from now on somebody of that role."""
    app: APIFlask = client.application  # type: ignore[assignment]
    staff = add_staff(app, role, name)
    with client.session_transaction() as cookie:
        cookie["_user_id"] = _session_of(app, staff)
    return staff


def sign_in_browser(context: BrowserContext, app: APIFlask, address: str, role: str) -> Staff:
    """Every page of this browser context is from now on opened by somebody of that role."""
    client = app.test_client()
    staff = sign_in(client, role)
    cookie = client.get_cookie("session")
    assert cookie is not None
    context.add_cookies([{"name": "session", "value": cookie.value, "url": address}])
    return staff


def token(client: FlaskClient, address: str) -> str:
    """The token of a form on that page."""
    fields = parse(client.get(address).text).iter("input")
    return next(f.get("value") or "" for f in fields if f.get("name") == "csrf_token")


def _session_of(app: APIFlask, staff: Staff) -> str:
    with app.extensions["sessions"]() as rows:
        kept = StaffSession.begin(rows, rows.get(Staff, staff.id), now(), confirmed=True)
        rows.commit()
        return str(kept.id)


def _hash() -> str:
    if not _HASHES:
        _HASHES.append(hashed(PASSWORD))
    return _HASHES[0]


_HASHES: list[str] = []
