"""The page to talk on: works as plain forms; a script only saves the reload. What is said comes from `turn`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from apiflask import APIBlueprint
from flask import Response, current_app, make_response, redirect, render_template, request, url_for
from flask import session as cookie

from models import Conversation
from web.chat import forgetting, handoff, keeping, marking
from web.chat.incoming import LONGEST, Unfit
from web.chat.keeping import Said
from web.chat.limiting import SESSION_KEY, limited
from web.chat.marking import REASONS
from web.chat.rasa import Rasa
from web.chat.turn import Gone, Turn, take
from web.clock import today
from web.db import session
from web.errors import problem
from web.i18n import gettext, language
from web.pack import pack

SHOWN = 100
bp = APIBlueprint("chat", __name__, url_prefix="/chat", enable_openapi=False)


@bp.record_once
def _prepare(state: Any) -> None:
    state.app.extensions["rasa"] = Rasa(state.app.extensions["settings"])


@bp.after_request
def _keep_private(response: Response) -> Response:
    """What was said stays in no cache, of a browser or of anything between."""
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("")
def index() -> str:
    return _page(request.args.get("q", "")[:LONGEST])


@bp.post("")
@limited
def say() -> Any:
    message = request.form.get("message", "")
    try:
        turn = _take(message)
    except Unfit as wrong:
        return _refused(message, str(pack().replies[wrong.reply]))
    cookie[SESSION_KEY] = turn.conversation_id
    if by_script():
        return render_template("chat/said.html", said=turn.said, marks={}, reasons=REASONS)
    if not turn.kept:
        return _page("", turn.said)
    return redirect(url_for("chat.index", _anchor="latest"), 303)


@bp.get("/since")
def since() -> Any:
    """What came after a message, an advisor's words included, and how the waiting goes: for the script."""
    talk = current_talk()
    after = request.args.get("after", 0, type=int)
    if talk is None or after < 0:
        return "", 204
    found = keeping.since(session(), talk, after, SHOWN)
    said, given = [Said.of(each) for each in found], marking.marks(session(), talk)
    html = render_template("chat/said.html", said=said, marks=given, reasons=REASONS)
    return {"html": html, "waiting": _waiting(talk)}


@bp.get("/transcript")
def transcript() -> Any:
    """The whole conversation as a text file to keep; nothing is left on our side by taking it."""
    talk = current_talk()
    if talk is None:
        return redirect(url_for("chat.index"), 303)
    said = [Said.of(each) for each in session().scalars(talk.messages())]
    text = render_template("chat/transcript.txt", said=said, day=today())
    headers = {"Content-Disposition": f"attachment; filename=conversation-{today()}.txt"}
    return Response(text, mimetype="text/plain", headers=headers)


@bp.get("/callback")
def callback() -> str:
    return render_template("chat/callback.html", given={}, wrong={}, most=handoff.ABOUT_LONGEST)


@bp.post("/callback")
@limited
def leave_callback() -> Any:
    """Keep a number to call back; a form that does not fit comes back as it was filled in."""
    given = {name: request.form.get(name, "") for name in ("contact", "about", "agree")}
    wrong = handoff.faults(given["contact"], given["about"], bool(given["agree"]))
    if wrong:
        if handoff.private(given["contact"]):
            given["contact"] = ""  # what must not be kept is not sent back either
        page = render_template(
            "chat/callback.html", given=given, wrong=wrong, most=handoff.ABOUT_LONGEST
        )
        return make_response(page, 422)
    handoff.call_back(given["contact"], given["about"])
    return redirect(url_for("chat.called"), 303)


@bp.get("/callback/kept")
def called() -> str:
    days = current_app.extensions["settings"].CONVERSATION_DAYS
    return render_template("chat/called.html", days=days)


@bp.post("/forget")
def forget() -> Any:
    forgetting.forget(str(cookie.pop(SESSION_KEY, "")))
    return redirect(url_for("chat.index"), 303)


def _take(message: str) -> Turn:
    """A turn of the conversation in the cookie, or of a new one where that is gone."""
    try:
        return take(message, cookie.get(SESSION_KEY), language())
    except Gone:
        return take(message, None, language())


def by_script() -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


def _refused(message: str, says: str) -> Any:
    if by_script():
        return problem(422, says, "message")
    return make_response(_page(message, wrong=says), 422)


def _page(message: str, unkept: Iterable[Said] = (), wrong: str = "") -> str:
    talk = current_talk()
    known = [Said.of(each) for each in keeping.latest(session(), talk, SHOWN)] if talk else []
    said = [*known, *unkept]
    asked = [place for place, each in enumerate(said) if each.sender == "resident"]
    return render_template(
        "chat/index.html",
        said=said,
        marks=marking.marks(session(), talk) if talk else {},
        reasons=REASONS,
        start=asked[-1] if asked else None,
        message=message,
        wrong=wrong,
        most=LONGEST,
        starters=_starters(),
        waiting=_waiting(talk),
    )


def _waiting(talk: Conversation | None) -> str:
    """What to tell somebody who waits for a person; empty where nobody was asked for."""
    if talk is None or talk.handoff_status not in handoff.WAITING:
        return ""
    return handoff.says(handoff.waits(talk))


def current_talk() -> Conversation | None:
    return keeping.find(session(), cookie.get(SESSION_KEY, ""))


def _starters() -> list[tuple[str, str]]:
    """A word on the button, and what it asks."""
    return [
        (gettext("能领什么钱"), "老人能领什么钱"),
        (gettext("附近的托育"), "附近有没有托育"),
        (gettext("尊老金"), "尊老金怎么领"),
        (gettext("水电价"), "养老院水电按什么价"),
    ]
