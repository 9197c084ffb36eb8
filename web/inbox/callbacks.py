"""Numbers that were left to be called back: the oldest first, done or erased. No number enters the record."""

from __future__ import annotations

from flask import current_app, make_response, render_template
from flask.typing import ResponseReturnValue

from models import Callback
from web.clock import now
from web.db import session
from web.i18n import gettext
from web.inbox.door import ROLES, bp, note, to
from web.staff.access import requires, the_staff

SHOWN = 100


@bp.get("/callbacks")
@requires(*ROLES)
def callbacks() -> str:
    return _page()


@bp.post("/callbacks/<int:number>/done")
@requires(*ROLES)
def called(number: int) -> ResponseReturnValue:
    if not Callback.finish(session(), number, the_staff().name, now()):
        return _gone()
    note("callback.done", str(number))
    session().commit()
    return to("callbacks")


@bp.post("/callbacks/<int:number>/erase")
@requires(*ROLES)
def erase(number: int) -> ResponseReturnValue:
    if not Callback.erase(session(), number):
        return _gone()
    note("callback.erased", str(number))
    session().commit()
    return to("callbacks")


def _gone() -> ResponseReturnValue:
    session().rollback()
    return make_response(_page(gettext("这一条别人已经办了，或者已经删掉。")), 409)


def _page(wrong: str = "") -> str:
    return render_template(
        "inbox/callbacks.html",
        waiting=session().scalars(Callback.waiting().limit(SHOWN)).all(),
        days=current_app.extensions["settings"].CONVERSATION_DAYS,
        wrong=wrong,
    )
