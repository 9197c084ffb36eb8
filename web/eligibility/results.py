"""The result page of one person. Decides nothing and keeps nothing."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from knowledge.bundle import bundle
from web.clock import today
from web.eligibility import asking, outcome
from web.eligibility.door import bp, the_case
from web.eligibility.views import answered, people_shown
from web.pack import pack


@bp.get("/result")
def result() -> ResponseReturnValue:
    return result_page()


def result_page(wrong: str = "") -> str:
    person = the_case().person
    where = asking.standing(pack(), person, today())
    groups = outcome.grouped(pack(), where.results, today())
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
