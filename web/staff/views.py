"""Sign in, stay, sign out. Which pages need it is said beside each by `requires`."""

from __future__ import annotations

import hmac
import unicodedata

from flask import current_app, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_limiter.util import get_remote_address

from models import SignInFailures, Staff
from models.audit import record
from web.clock import now
from web.db import session
from web.display import local
from web.i18n import gettext
from web.limits import limiter
from web.staff import held, keeping, passwords
from web.staff.access import requires
from web.staff.door import bp, to

AN_ADDRESS = "60 per 15 minutes"  # of failures; a service hall is one address
NAME_AT_MOST = 40


def _address() -> str:
    return keyed(get_remote_address())


def _failed(response: object) -> bool:
    return getattr(response, "status_code", 0) == 422


failures_limited = limiter.shared_limit(
    AN_ADDRESS, "staff-failures", key_func=_address, deduct_when=_failed
)


def keyed(text: str) -> str:
    """A name or an address as it is counted: without the key of this installation it tells nothing."""
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(secret, text.encode(), "sha256").hexdigest()


def tidy(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip().lower()[:NAME_AT_MOST]


@bp.get("/sign-in")
def sign_in() -> ResponseReturnValue:
    going_to = local(request.args.get("next", "/"))
    if keeping.current_staff():
        return redirect(_home(going_to), 303)
    if going_to != "/":
        cookie[keeping.GOING_TO] = going_to
    return render_template(
        "staff/sign_in.html", idle_ended="idle" in request.args, held="", name=""
    )


@bp.post("/sign-in")
@failures_limited
def take_sign_in() -> ResponseReturnValue:
    name, password = tidy(request.form.get("name", "")), request.form.get("password", "")
    staff = session().scalar(Staff.named(name))
    locked = SignInFailures.locked(session(), keyed(name), now())
    # Always hashed, so that neither a lock nor an unknown name answers any faster.
    right = passwords.right(staff.password_hash if staff else None, password)
    if locked or not right or not staff or not staff.active or _lapsed(staff):
        wrong = failed(name, staff, locked)
        carried = request.form.get("held", "")
        page = render_template(
            "staff/sign_in.html", wrong=wrong, name=name, held=carried, idle_ended=False
        )
        return page, 422
    if passwords.outdated(staff.password_hash):
        staff.password_hash = passwords.hashed(password)
    if staff.needs_second_factor:
        keeping.begin(staff, confirmed=False)
        session().commit()
        return second_page()
    return let_in(staff)


def second_page() -> ResponseReturnValue:
    """On to the second factor; a form that is carried along travels in the page."""
    kept = keeping.current_session()
    if kept and kept.staff.totp_secret is None:
        return to("enrol")
    return render_template("staff/second.html", held=request.form.get("held", ""), wrong="")


def failed(name: str, staff: Staff | None, locked: bool) -> str:
    """Counts a failure under the name; the words are the same whether there is such a name or not."""
    if not locked and SignInFailures.count(session(), keyed(name), now()):
        locked = True
        if staff:
            _record(staff, "staff.locked")
    session().commit()
    if locked:
        return gettext("连着错了 5 次，这个用户名停用 15 分钟；着急请找管理员重设密码")
    return gettext("用户名或密码不对，请再输一次；连着错 5 次会停 15 分钟")


def let_in(staff: Staff) -> ResponseReturnValue:
    """Every factor is shown: a session under a new key, and on to where they were going."""
    going_to = cookie.get(keeping.GOING_TO, "/")
    SignInFailures.clear(session(), keyed(staff.name))
    keeping.begin(staff, confirmed=True)
    cookie.pop(keeping.GOING_TO, None)
    _record(staff, "staff.signed_in")
    session().commit()
    if staff.change_by is not None:
        return to("password")
    again = held.unpack(request.form.get("held", ""), staff.id)
    if again:
        return render_template("staff/again.html", again=again)
    return redirect(_home(local(going_to)), 303)


def _lapsed(staff: Staff) -> bool:
    return staff.change_by is not None and now() >= staff.change_by


def _home(going_to: str) -> str:
    if going_to != "/":
        return going_to
    counter = "counter.show" in current_app.view_functions
    return url_for("counter.show") if counter else url_for("staff.password")


def _record(staff: Staff, action: str) -> None:
    record(
        session(), staff_id=staff.id, action=action, target=f"staff:{staff.name}",
        before=None, after=None, at=now(),
    )  # fmt: skip


@bp.post("/stay")
@requires()
def stay() -> ResponseReturnValue:
    """One key on the warning: `requires` has noted that somebody is there."""
    return "", 204


@bp.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    keeping.end()
    session().commit()
    return to("sign_in")
