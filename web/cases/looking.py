"""The list of cases, one case, and the card with its code. A case that is stale is screened when it is opened."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from flask import current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from knowledge.errors import FactError
from knowledge.pack import Amount
from models import CaseChange, CaseTask, ClientCase
from models.case import new_code
from web.cases import judging, rescreening
from web.cases.door import ROLES, bp, note, the_case, to
from web.cases.people import CasePerson
from web.clock import today
from web.db import session
from web.eligibility.answering import shown
from web.eligibility.sharing import qr_code
from web.findable import public_address
from web.i18n import gettext, lazy_gettext
from web.pack import pack
from web.staff import menu
from web.staff.access import requires

A_PAGE, TASKS_SHOWN, CHANGES_COUNTED = 50, 20, 100
SOON = timedelta(days=30)


@bp.get("")
@requires(*ROLES)
def index() -> str:
    text = request.args.get("q", "").strip()[:40]
    page = max(1, request.args.get("page", 1, type=int))
    found = ClientCase.listed(text, tidy_code(text)).offset((page - 1) * A_PAGE)
    cases = session().scalars(found.limit(A_PAGE + 1)).all()
    due = CaseTask.open_until(today() + SOON).limit(TASKS_SHOWN)
    return render_template(
        "cases/index.html",
        cases=cases[:A_PAGE],
        more=len(cases) > A_PAGE,
        page=page,
        text=text,
        tasks=session().scalars(due).all(),
        changes=len(session().scalars(CaseChange.unseen().limit(CHANGES_COUNTED)).all()),
        today=today(),
    )


@bp.get("/<key>")
@requires(*ROLES)
def show(key: str) -> ResponseReturnValue:
    """The case as of today, or of the day asked for."""
    day, wrong = _day()
    page = show_page(key, day, wrong)
    return (page, 422) if wrong else page


def show_page(
    key: str,
    day: date,
    wrong: str = "",
    task: Mapping[str, str] | None = None,
    task_wrong: str = "",
) -> str:
    """`task` is one that was written and could not be kept."""
    the_case(key)
    rescreening.one(session(), key, today())
    case = the_case(key)
    people = [CasePerson.of(each) for each in case.people]
    return render_template(
        "cases/show.html",
        case=case,
        people=[_person(person, day) for person in people],
        day=day,
        wrong=wrong,
        today=today(),
        tasks=session().scalars(CaseTask.of(case)).all(),
        task=task or {},
        task_wrong=task_wrong,
        changes=[change_row(each) for each in session().scalars(CaseChange.of(case))],
        code=readable_code(case.code),
        days=current_app.extensions["settings"].CASE_DAYS,
    )


def change_row(change: CaseChange) -> tuple[CaseChange, str, str]:
    """With the word for the person it concerns, and what the benefit is called."""
    people = {each["key"]: each for each in change.case.people}
    kept, benefit = people.get(change.person), pack().benefits.get(change.benefit)
    name = named(CasePerson.of(kept)) if kept else ""
    return change, name, benefit.title if benefit else change.benefit


@bp.get("/<key>/card")
@requires(*ROLES)
def card(key: str) -> str:
    """A slip to take home: the code and where to look, and nothing of the person."""
    case = the_case(key)
    address = public_address(url_for("watch.show", code=case.code))
    return render_template(
        "cases/card.html", case=case, code=readable_code(case.code), address=address,
        drawn=qr_code(address),
    )  # fmt: skip


@bp.post("/<key>/code")
@requires(*ROLES)
def renew(key: str) -> ResponseReturnValue:
    """A new code; the old one opens nothing any more."""
    case = the_case(key)
    case.code = new_code()
    note("case.code_renewed", key)
    session().commit()
    return to("card", key=key)


def tidy_code(text: str) -> str:
    """A code as somebody typed it: in groups, small letters, O for 0."""
    plain = "".join(char for char in text.upper() if char.isalnum())
    return plain.translate(str.maketrans("OIL", "011"))


def readable_code(code: str) -> str:
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def _day() -> tuple[date, str]:
    asked = request.args.get("on", "")
    try:
        return (date.fromisoformat(asked) if asked else today()), ""
    except ValueError:
        return today(), gettext("看哪一天：要填真实的日期，写成 2027-07-03 这样")


def _person(person: CasePerson, day: date) -> dict[str, Any]:
    facts = person.facts(pack(day), day)
    try:
        (found,) = judging.plain(judging.results(pack(day), [person], day))
    except FactError:  # on that day they were not yet born
        found = {"results": []}
    return {
        "key": person.key,
        "name": named(person),
        "facts": [
            (pack().facts[name], shown(pack().facts[name], value), person.told.get(name))
            for name, value in facts.items()
            if name != "applicant"
        ],
        "results": [decision(each) for each in found["results"]],
    }


def named(person: CasePerson) -> str:
    kinds = dict(pack().facts["applicant"].options)
    return person.label or str(kinds.get(person.answers.get("applicant"), ""))


def decision(kept: dict[str, Any]) -> dict[str, Any]:
    """A kept decision with its amount as the pages show amounts."""
    given = kept["amount"]
    return {**kept, "amount": Amount(**given) if given else None}


menu.add("cases.index", lazy_gettext("个案"), *ROLES)
