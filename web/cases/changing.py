"""Who now newly qualifies, or no longer does, since rules, local figures or the day changed; and looking again."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select

from models import CaseChange, ClientCase
from web.cases import judging, rescreening
from web.cases.door import ROLES, bp, note, to
from web.cases.looking import change_row
from web.clock import now, today
from web.db import session
from web.pack import pack
from web.staff.access import requires, the_staff

SHOWN, AT_ONCE = 200, 200


@bp.get("/changes")
@requires(*ROLES)
def changes() -> str:
    found = session().scalars(CaseChange.unseen().limit(SHOWN)).all()
    return render_template(
        "cases/changes.html",
        gained=[change_row(each) for each in found if each.gained],
        lost=[change_row(each) for each in found if not each.gained],
        stale=_stale(),
        full=len(found) == SHOWN,
    )


@bp.post("/changes/rescreen")
@requires(*ROLES)
def rescreen() -> ResponseReturnValue:
    """Screen now what is stale; a great many go on beside the site."""
    rescreening.everybody(session(), today(), AT_ONCE)
    if _stale():
        rescreening.soon()
    return to("changes")


@bp.post("/changes/<int:number>/seen")
@requires(*ROLES)
def seen(number: int) -> ResponseReturnValue:
    change = session().get(CaseChange, number) or abort(404)
    if change.seen_at is None:
        change.seen_at, change.seen_by = now(), the_staff().name
        note("case.change_seen", change.case_id, benefit=change.benefit)
        session().commit()
    return to("changes")


def _stale() -> int:
    stamp = judging.stamp(session(), pack(), today())
    stale = ClientCase.stale(stamp).order_by(None).subquery()
    return session().scalar(select(func.count()).select_from(stale)) or 0
