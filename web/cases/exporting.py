"""Everything that is kept of a client, handed out or erased on request. The record of changes keeps no word of it."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, make_response, render_template, request
from flask.typing import ResponseReturnValue

from models import CaseChange, CaseTask, ClientCase
from web.cases.door import ROLES, bp, note, the_case, to
from web.cases.looking import decision, named, readable_code
from web.cases.people import CasePerson
from web.clock import today
from web.db import session
from web.eligibility.answering import shown
from web.i18n import gettext
from web.pack import pack
from web.staff.access import requires


@bp.get("/<key>/export")
@requires(*ROLES)
def export(key: str) -> str:
    """To read and to print."""
    case = the_case(key)
    kept = _all(case)
    people = [
        {**person, "results": [decision(each) for each in person["decisions"]]}
        for person in kept["people"]
    ]
    return render_template("cases/export.html", case=case, kept=kept, people=people)


@bp.get("/<key>/export.json")
@requires(*ROLES)
def export_json(key: str) -> Response:
    """To take elsewhere."""
    case = the_case(key)
    note("case.exported", key)
    session().commit()
    answer = make_response(current_app.json.dumps(_all(case), indent=2))
    answer.mimetype = "application/json"
    answer.headers["Content-Disposition"] = f"attachment; filename=case-{today()}.json"
    return answer


@bp.get("/<key>/erase")
@requires(*ROLES)
def ask_to_erase(key: str) -> str:
    return render_template("cases/erase.html", case=the_case(key), wrong="")


@bp.post("/<key>/erase")
@requires(*ROLES)
def erase(key: str) -> ResponseReturnValue:
    case = the_case(key)
    if "sure" not in request.form:
        wrong = gettext("要先勾上“确定”，删掉就找不回来了")
        return make_response(render_template("cases/erase.html", case=case, wrong=wrong), 422)
    ClientCase.erase(session(), key)
    note("case.erased", key)
    session().commit()
    return to("index")


def _all(case: ClientCase) -> dict[str, Any]:
    """All of it as JSON has it, with words for the ids."""
    decisions = {each["key"]: each["results"] for each in case.decisions}
    people = [CasePerson.of(each) for each in case.people]
    return {
        "alias": case.alias,
        "contact": case.contact,
        "notes": case.notes,
        "code": readable_code(case.code),
        "consent": {"notice": case.notice, "at": case.consented_at.isoformat()},
        "opened": {"at": case.opened_at.isoformat(), "by": case.opened_by},
        "changed": {"at": case.changed_at.isoformat(), "by": case.changed_by},
        "people": [{**_person(each), "decisions": decisions.get(each.key, [])} for each in people],
        "decided_on": case.screened_on.isoformat(),
        "tasks": [_task(each) for each in session().scalars(CaseTask.of(case))],
        "changes": [_change(each) for each in session().scalars(CaseChange.of(case))],
    }


def _person(person: CasePerson) -> dict[str, Any]:
    facts = [
        {
            "fact": name,
            "label": pack().facts[name].label,
            "value": shown(pack().facts[name], value),
            "told_on": person.told[name].isoformat() if name in person.told else None,
        }
        for name, value in person.answers.items()
        if name in pack().facts
    ]
    return {"name": named(person), "private_agreed": person.consent, "facts": facts}


def _task(task: CaseTask) -> dict[str, Any]:
    due, done = task.due, task.done_at
    return {
        "says": task.says,
        "kind": task.kind.value,
        "due": due.isoformat() if due else None,
        "done_at": done.isoformat() if done else None,
    }


def _change(change: CaseChange) -> dict[str, Any]:
    return {
        "benefit": change.benefit,
        "before": change.before,
        "after": change.after,
        "because": change.because,
        "day": change.day.isoformat(),
    }
