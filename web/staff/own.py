"""One's own account: a new password, the second factor. Others' accounts are `accounts`'."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from models import StaffSession
from models.audit import record
from web.clock import now
from web.db import session
from web.i18n import gettext
from web.staff import keeping, passwords
from web.staff.door import bp, to


@bp.get("/password")
def password() -> ResponseReturnValue:
    """Not behind `requires`: that would send whoever has to change it here again and again."""
    staff = keeping.current_staff()
    return _page() if staff else to("sign_in", next="/staff/password")


def _page(wrong: str = "", field: str = "", done: bool = False) -> str:
    return render_template("staff/password.html", wrong=wrong, field=field, done=done)


@bp.post("/password")
def change_password() -> ResponseReturnValue:
    staff, kept = keeping.current_staff(), keeping.current_session()
    if staff is None or kept is None:
        return to("sign_in", next="/staff/password")
    given = {name: request.form.get(name, "") for name in ("current", "password", "again")}
    if not passwords.right(staff.password_hash, given["current"]):
        return _page(gettext("现在的密码不对"), "current"), 422
    wrong = passwords.fault(given["password"], staff.name)
    if wrong or passwords.right(staff.password_hash, given["password"]):
        return _page(wrong or gettext("新密码不能和现在的一样"), "password"), 422
    if given["password"] != given["again"]:
        return _page(gettext("两次输入的新密码不一样"), "again"), 422
    staff.password_hash, staff.change_by = passwords.hashed(given["password"]), None
    StaffSession.end_all(session(), staff, but=kept.id)
    record(
        session(), staff_id=staff.id, action="staff.changed_own", target=f"staff:{staff.name}",
        before=None, after=None, at=now(),
    )  # fmt: skip
    session().commit()
    return _page(done=True)
