"""The public side of a case: whoever holds the code sees what can be got, and what is new, and no fact of anybody.

Reasons, near misses and what is missing stay out: they would tell the facts.
"""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint
from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from models import CaseChange, ClientCase
from models.case import CODE_LENGTH
from web.cases import rescreening
from web.cases.looking import decision, readable_code, tidy_code
from web.clock import today
from web.db import session
from web.i18n import gettext
from web.limits import limiter
from web.pack import pack

A_HALL = "60 per minute"  # a service hall is one address; 80 random bits are not found at this pace
TOLD = ("benefit_id", "title", "status", "amount", "certainty", "open", "apply", "sources")
bp = APIBlueprint("watch", __name__, url_prefix="/watch", enable_openapi=False)


@bp.after_request
def _keep_private(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"  # the address is the key
    return response


@bp.get("")
def ask() -> str:
    return render_template("cases/watch_ask.html", typed="", wrong="")


@bp.post("")
@limiter.limit(A_HALL)
def look() -> ResponseReturnValue:
    typed = request.form.get("code", "")[:40]
    code = tidy_code(typed)
    if len(code) != CODE_LENGTH:
        wrong = gettext("个案码：一共 16 个字母和数字，照卡片上的写，横线不用写")
        return make_response(render_template("cases/watch_ask.html", typed=typed, wrong=wrong), 422)
    return redirect(url_for("watch.show", code=code), 303)


@bp.get("/<code>")
@limiter.limit(A_HALL)
def show(code: str) -> ResponseReturnValue:
    case = session().scalar(ClientCase.coded(tidy_code(code))) if len(code) < 40 else None
    if case is None:
        return make_response(render_template("cases/watch_gone.html"), 404)
    rescreening.one(session(), case.id, today())
    case = ClientCase.find(session(), case.id) or case
    people = [[decision(_told(each)) for each in person["results"]] for person in case.decisions]
    return render_template(
        "cases/watch.html",
        people=people,
        news=[_news(each) for each in session().scalars(CaseChange.of(case).limit(20))],
        day=case.screened_on,
        code=readable_code(case.code),
    )


def _told(kept: dict[str, Any]) -> dict[str, Any]:
    return {name: kept[name] for name in TOLD}


def _news(change: CaseChange) -> dict[str, Any]:
    benefit = pack().benefits.get(change.benefit)
    title = benefit.title if benefit else change.benefit
    return {"day": change.day, "id": change.benefit, "title": title, "gained": change.gained}
