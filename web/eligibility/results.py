"""The result page of one person. Decides nothing; keeps nothing but that one more has come to their results."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError

from knowledge.bundle import bundle
from models import Happened, Tally, Thing
from web.clock import now, today
from web.db import session
from web.eligibility import asking, keeping, outcome
from web.eligibility.case import Case
from web.eligibility.door import bp, the_case
from web.eligibility.views import answered, people_shown
from web.observing import journal
from web.pack import pack


@bp.get("/result")
def result() -> ResponseReturnValue:
    return result_page()


def result_page(wrong: str = "") -> str:
    case = the_case()
    person = case.person
    where = asking.standing(pack(), person, today())
    groups = outcome.grouped(pack(), where.results, today())
    if not person.counted:
        _count(case)
    return render_template(
        "eligibility/result.html",
        groups=groups,
        bundle=bundle(where.results),
        standing=where,
        people=people_shown(),
        day=today(),
        wrong=wrong,
        **answered(person),
    )


def _count(case: Case) -> None:
    """Once a person, however often they look; a database that takes nothing now keeps nobody from their results."""
    person = case.person
    district = str(person.answers.get("district") or "")
    person.counted = True
    try:
        Tally.add(
            session(), now(), [Thing(Happened.CHECKED, str(person.applicant or ""), district)]
        )
        keeping.keep(case)
    except OperationalError as wrong:
        session().rollback()
        journal.note("not_counted", reason=type(wrong).__name__)
