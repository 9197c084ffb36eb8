"""What is to be done for a client: written by an advisor, or foreseen by the machine; done by either hand."""

from __future__ import annotations

from datetime import date

from flask import abort, make_response, request
from flask.typing import ResponseReturnValue

from knowledge.reading import mask
from models import CaseTask, TaskKind
from web.cases.door import ROLES, bp, note, the_case, to
from web.cases.filling import private
from web.cases.looking import show_page
from web.clock import now, today
from web.db import session
from web.i18n import gettext
from web.staff.access import requires, the_staff

SAYS_AT_MOST = 300


@bp.post("/<key>/tasks")
@requires(*ROLES)
def add_task(key: str) -> ResponseReturnValue:
    case, says = the_case(key), request.form.get("says", "").strip()
    due, wrong = _due(request.form.get("due", "").strip())
    wrong = wrong or _fault(says)
    if wrong:
        given = {"says": mask(says).text if private(says) else says} | {
            "due": request.form.get("due", "")[:20]
        }
        return make_response(show_page(key, today(), task=given, task_wrong=wrong), 422)
    task = CaseTask(
        case_id=case.id, kind=TaskKind.STAFF, due=due, says=says, made_by=the_staff().name
    )
    session().add(task)
    note("case.task_added", key)
    session().commit()
    return to("show", key=key, _anchor="tasks")


@bp.post("/<key>/tasks/<int:number>/done")
@requires(*ROLES)
def finish_task(key: str, number: int) -> ResponseReturnValue:
    """Tick it off; whoever ticks it twice changes nothing."""
    task = session().get(CaseTask, number)
    if task is None or task.case_id != the_case(key).id:
        abort(404)
    if task.done_at is None:
        task.done_at, task.done_by = now(), the_staff().name
        note("case.task_done", key, task=number)
        session().commit()
    back = request.form.get("back")
    return to("index") if back == "index" else to("show", key=key, _anchor="tasks")


def _due(text: str) -> tuple[date | None, str]:
    try:
        return (date.fromisoformat(text) if text else None), ""
    except ValueError:
        return None, gettext("哪天前：要填真实的日期，写成 2027-07-03 这样，或者空着")


def _fault(says: str) -> str:
    if not says or len(says) > SAYS_AT_MOST:
        return gettext("要做什么：写一句话，最多 %(most)s 个字", most=SAYS_AT_MOST)
    if private(says):
        return gettext("要做什么：里面像是有证件号、银行卡号或密码，这些不收")
    return ""
