"""The list of who waits, and saying whether one is there. Works by plain reloading; a script asks every second.

Short questions with a mark instead of a held-open stream: a worker has few threads, and an unchanged answer costs
one small query.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, make_response, render_template, request
from flask.typing import ResponseReturnValue

from models import Presence
from web.clock import now
from web.db import session
from web.i18n import language, lazy_gettext
from web.inbox import board
from web.inbox.door import ROLES, bp, note, to
from web.staff import menu
from web.staff.access import FRAGMENT, passive, requires, the_staff


@bp.get("")
@requires(*ROLES)
def index() -> str:
    _seen()
    name = the_staff().name
    return render_template("inbox/index.html", board=board.board(session(), name, now()))


@bp.get("/news")
@requires(*ROLES)
@passive
def news() -> ResponseReturnValue:
    """The list alone, or 304 while nothing on it has changed."""
    if FRAGMENT not in request.headers:
        return to("index")
    _seen()
    name = the_staff().name
    mark = board.mark(session(), name, now(), language())
    return unless_known(
        mark,
        lambda: render_template("inbox/board.html", board=board.board(session(), name, now())),
    )


@bp.post("/presence")
@requires(*ROLES)
def presence() -> Any:
    """Say that one is there, or that one is not: residents are told so."""
    there = request.form.get("there") == "1"
    if there:
        Presence.seen(session(), the_staff().name, now())
    else:
        Presence.gone(session(), the_staff().name)
    note("handoff.presence", the_staff().name, there=there)
    session().commit()
    return to("index")


def unless_known(mark: str, html: Callable[[], str]) -> Response:
    """The fragment with its mark, or nothing where whoever asks has it already."""
    known = mark in request.if_none_match
    answer = make_response("", 304) if known else make_response(html())
    answer.set_etag(mark)
    return answer


def _seen() -> None:
    Presence.still_there(session(), the_staff().name, now())
    session().commit()


menu.add("inbox.index", lazy_gettext("转人工"), *ROLES)
