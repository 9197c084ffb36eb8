"""Which browser is signed in as whom: Flask-Login over sessions kept on the server. Knows no page.

The cookie holds an unguessable key and no more; whether it still opens anything is decided here at every
request, so an idle, reset or closed account is out at once, whatever the browser still shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import flask_login
from flask import Flask, Response, current_app, request
from flask import session as cookie
from flask_login import LoginManager, UserMixin

from models import Staff, StaffSession
from web.clock import now
from web.config import Settings
from web.db import session

KEY, GOING_TO = "_user_id", "going_to"
STAFF_DOORS = ("/staff", "/counter")
REMEMBERED = timedelta(
    hours=1
)  # so long an ended session still tells whose form was being filled in
TOUCH_AFTER = timedelta(seconds=20)  # how far the kept moment may lag behind, to spare writes


@dataclass
class SignedIn(UserMixin):  # type: ignore[misc]
    """What Flask-Login takes for a user: a session, so that its key is never an account's number."""

    kept: StaffSession

    def get_id(self) -> str:
        return self.kept.id


def init_app(app: Flask, settings: Settings) -> None:
    manager = LoginManager()
    manager.session_protection = (
        None  # a phone changes its address; the key itself is what protects
    )
    manager.user_loader(_load)
    # Not `init_app`: that would read the cookie at every public page, to renew what we never set.
    app.login_manager = manager  # type: ignore[attr-defined]
    app.extensions["staff_idle"] = timedelta(minutes=settings.STAFF_IDLE_MINUTES)
    app.after_request(_keep_private)
    app.jinja_env.globals.update(current_staff=current_staff, idle=idle)


def idle() -> timedelta:
    allowed: timedelta = current_app.extensions["staff_idle"]
    return allowed


def _load(key: str) -> SignedIn | None:
    kept = session().get(StaffSession, key)
    return SignedIn(kept) if kept and kept.open_at(now(), idle()) else None


def current_session() -> StaffSession | None:
    """The open session of this browser, its second factor shown or not."""
    user: Any = flask_login.current_user._get_current_object()
    return user.kept if isinstance(user, SignedIn) else None


def current_staff() -> Staff | None:
    """Who is signed in, every factor shown; None for anybody else."""
    kept = current_session()
    return kept.staff if kept and kept.confirmed else None


def ended_staff_id() -> int | None:
    """Whose session this browser held before it ended; None where it held none."""
    key = cookie.get(KEY)
    kept = session().get(StaffSession, key) if key else None
    return kept.staff_id if kept and kept.confirmed else None


def touch(kept: StaffSession) -> None:
    """Somebody is there: the time to sit idle begins anew."""
    if now() - kept.last_at > TOUCH_AFTER:
        kept.last_at = now()
        session().commit()


def begin(staff: Staff, confirmed: bool) -> None:
    """Sign in under a new key; whatever this browser held before is gone, of whoever it was."""
    going_to = cookie.get(GOING_TO, "")
    end()
    session().execute(StaffSession.expired(now() - REMEMBERED, idle()))
    kept = StaffSession.begin(session(), staff, now(), confirmed)
    cookie.clear()
    if going_to:
        cookie[GOING_TO] = going_to
    flask_login.login_user(SignedIn(kept))


def end() -> None:
    kept = session().get(StaffSession, cookie[KEY]) if cookie.get(KEY) else None
    if kept:
        session().delete(kept)
    cookie.clear()


def _keep_private(response: Response) -> Response:
    if request.path.startswith(STAFF_DOORS):
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
