"""The record of changes, for an admin: who, when, what, before and after. Only to read."""

from __future__ import annotations

from flask import render_template, request

from models import AuditEntry, Staff
from web.db import session
from web.i18n import lazy_gettext
from web.staff import menu
from web.staff.access import requires
from web.staff.door import bp

A_PAGE = 50


@bp.get("/audit")
@requires("admin")
def audit() -> str:
    """The newest first; `before` is the number of the last entry of the page before."""
    who, action = request.args.get("who", type=int), request.args.get("action", "")[:60].strip()
    target = request.args.get("target", "")[:120].strip()
    before = request.args.get("before", type=int)
    found = AuditEntry.listed(staff_id=who, action=action, target=target)
    if before is not None:
        found = found.where(AuditEntry.id < before)
    entries = session().scalars(found.limit(A_PAGE + 1)).all()
    return render_template(
        "staff/audit.html",
        entries=entries[:A_PAGE],
        more=entries[A_PAGE - 1].id if len(entries) > A_PAGE else None,
        accounts=session().scalars(Staff.listed()).all(),
        who=who,
        action=action,
        target=target,
    )


menu.add("staff.audit", lazy_gettext("改动记录"), "admin")
