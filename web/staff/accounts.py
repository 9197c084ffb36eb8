"""The accounts, for an admin: add, reset, change a role, close. What that does is `opening`'s."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from models import Role, SignInFailures, Staff
from web.clock import now
from web.db import session
from web.i18n import gettext, lazy_gettext
from web.staff import menu, opening
from web.staff.access import requires, the_staff
from web.staff.door import bp
from web.staff.views import keyed, tidy

ROLES = {
    Role.ADVISOR: lazy_gettext("顾问"),
    Role.EDITOR: lazy_gettext("编辑"),
    Role.ADMIN: lazy_gettext("管理员"),
}
ROLE_SAYS = {
    Role.ADVISOR: lazy_gettext("接待、个案、转人工"),
    Role.EDITOR: lazy_gettext("另外能改本地数字和机构"),
    Role.ADMIN: lazy_gettext("另外能管账号、看改动记录"),
}


@bp.get("/accounts")
@requires("admin")
def accounts() -> str:
    return _page()


def _page(wrong: str = "", made: tuple[Staff, str] | None = None, name: str = "") -> str:
    return render_template(
        "staff/accounts.html",
        accounts=session().scalars(Staff.listed()).all(),
        roles=ROLES,
        role_says=ROLE_SAYS,
        wrong=wrong,
        made=made,
        name=name,
    )


@bp.post("/accounts")
@requires("admin")
def add_account() -> ResponseReturnValue:
    name, role = tidy(request.form.get("name", "")), request.form.get("role", "")
    if role not in set(Role):
        return _page(gettext("请选一个身份"), name=name), 422
    try:
        made = opening.add(session(), name, Role(role), the_staff().id, now())
    except opening.Refused as refused:
        return _page(str(refused), name=name), 422
    session().commit()
    return _page(made=made)


@bp.post("/accounts/<int:staff_id>/reset")
@requires("admin")
def reset_account(staff_id: int) -> ResponseReturnValue:
    staff = _account(staff_id)
    second = "second_factor" in request.form
    secret = opening.reset(session(), staff, the_staff().id, now(), second)
    SignInFailures.clear(session(), keyed(staff.name))
    session().commit()
    return _page(made=(staff, secret))


@bp.post("/accounts/<int:staff_id>")
@requires("admin")
def change_account(staff_id: int) -> ResponseReturnValue:
    staff, role = _account(staff_id), request.form.get("role", "")
    if role not in set(Role):
        return _page(gettext("请选一个身份")), 422
    active = "active" in request.form
    try:
        opening.change(session(), staff, the_staff().id, now(), role=Role(role), active=active)
    except opening.Refused as refused:
        return _page(str(refused)), 422
    session().commit()
    return _page()


def _account(staff_id: int) -> Staff:
    return session().get(Staff, staff_id) or abort(404)


menu.add("staff.accounts", lazy_gettext("账号"), "admin")
