"""What providers reported about themselves, for the staff to write in, with the day it was reported, or not."""

from __future__ import annotations

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from models import ProviderReport, audit
from models.editing import DAY_OF, NotAccepted, change, written
from models.importing import LABELS
from web.clock import now
from web.db import session
from web.i18n import gettext, lazy_gettext
from web.staff import menu
from web.staff.access import requires, the_staff
from web.upkeep.door import bp

ROLE = "editor"
SHOWN = 30
REASON_AT_MOST = 300


@bp.get("/counter/reports")
@requires(ROLE)
def reports() -> str:
    return _page()


@bp.post("/counter/reports/<int:report_id>")
@requires(ROLE)
def settle(report_id: int) -> ResponseReturnValue:
    left = session().get(ProviderReport, report_id, with_for_update=True) or abort(404)
    if left.accepted is not None:
        return _page(gettext("这一份刚才已经有人处理了，您的没有写进去")), 409
    reason = request.form.get("reason", "").strip()
    accepted = request.form.get("decision") == "accept"
    wrong = _decline(left, reason) if not accepted else _accept(left)
    if wrong:
        session().rollback()
        return _page(wrong, left.id), 422
    left.accepted, left.reason = accepted, reason[:REASON_AT_MOST] or None
    left.staff_id, left.decided_at = the_staff().id, now()
    session().commit()
    return redirect(url_for("upkeep.reports"), 303)


def _accept(left: ProviderReport) -> str:
    """What stands against it; a figure that is the same again has a new day."""
    try:
        before, after = change(left.provider, left.figures, left.reported_on)
    except NotAccepted as refused:
        return str(refused)
    for name in left.figures:
        if written(left.provider, name):
            setattr(left.provider, DAY_OF[name], left.reported_on)
    _note(left, "report.accepted", before, {**after, "reported_on": str(left.reported_on)})
    return ""


def _decline(left: ProviderReport, reason: str) -> str:
    if not 2 <= len(reason) <= REASON_AT_MOST:
        return gettext("不采用要写明为什么，最多 300 个字")
    _note(left, "report.declined", None, {"reason": reason})
    return ""


def _note(
    left: ProviderReport, action: str, before: dict[str, str] | None, after: dict[str, str]
) -> None:
    target = f"provider:{left.provider_id}"
    audit.record(
        session(),
        staff_id=the_staff().id,
        action=action,
        target=target,
        before=before,
        after={**after, "report": left.id},
        at=now(),
    )


def _page(wrong: str = "", about: int | None = None) -> str:
    return render_template(
        "upkeep/reports.html",
        waiting=session().scalars(ProviderReport.undecided().limit(SHOWN)).all(),
        wrong=wrong,
        about=about,
        labels=LABELS,
        written=written,
    )


menu.add("upkeep.reports", lazy_gettext("机构上报"), ROLE)
