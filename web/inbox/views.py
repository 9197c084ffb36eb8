"""The list of who waits, and saying whether one is there. Works by plain reloading; a script asks every second.

Short questions with a mark: see `web.fragments`.
"""

from __future__ import annotations

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from models import Presence
from web.clock import now
from web.db import session
from web.fragments import asked_for_part, unless_known
from web.i18n import language, lazy_gettext
from web.inbox import board
from web.inbox.door import ROLES, bp, note, to
from web.staff import menu
from web.staff.access import passive, requires, the_staff


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
    if not asked_for_part():
        return to("index")
    _seen()
    name = the_staff().name
    return unless_known(
        board.state(session(), name, now(), language()),
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


def _seen() -> None:
    Presence.still_there(session(), the_staff().name, now())
    session().commit()


menu.add("inbox.index", lazy_gettext("转人工"), *ROLES)
