"""One conversation at the desk: take it, answer, hand it on, end it. Of two who do the same, one is told.

What was said is kept by `models`; the facts beside it are read from it and never stored.
"""

from __future__ import annotations

from typing import Any

from flask import abort, make_response, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from knowledge.reading import mask
from knowledge.replies import person, said
from models import (
    Conversation,
    HandoffRefused,
    HandoffStatus,
    Happened,
    Message,
    Presence,
    Sender,
    Tally,
    Thing,
)
from web.clock import now, today
from web.db import session
from web.fragments import asked_for_part, unless_known
from web.i18n import gettext, language
from web.inbox import suggesting
from web.inbox.brief import brief, words
from web.inbox.door import ROLES, bp, note, to
from web.pack import pack
from web.staff.access import passive, requires, the_staff

LONGEST, MESSAGES_SHOWN = 1000, 200
CAME = Thing(Happened.PERSON_CAME)
NEVER_SENT = {"id", "card", "secret"}


@bp.get("/<ref>")
@requires(*ROLES)
def show(ref: str) -> ResponseReturnValue:
    return _page(_talk(ref))


@bp.get("/<ref>/news")
@requires(*ROLES)
@passive
def log(ref: str) -> ResponseReturnValue:
    """What was said and who has it, or 304 while nothing has changed."""
    if not asked_for_part():
        return to("show", ref=ref)
    talk = _talk(ref)
    Presence.still_there(session(), the_staff().name, now())
    session().commit()
    mark = f"{talk.handoff_status}-{talk.last_seq}-{talk.taken_by}-{language()}"
    return unless_known(mark, lambda: render_template("inbox/log.html", **_state(talk)))


@bp.post("/<ref>/take")
@requires(*ROLES)
def take(ref: str) -> ResponseReturnValue:
    talk, me = _talk(ref), the_staff().name
    waited = talk.handoff_status is HandoffStatus.PENDING
    try:
        if talk.handoff_status is HandoffStatus.OPEN and _left(talk):
            talk.hand_on(session(), me, str(talk.taken_by))
        else:
            talk.take_over(session(), me)
    except HandoffRefused:
        return _refused(ref)
    note("handoff.taken", ref)
    if waited:
        Tally.add(session(), now(), [CAME])
    session().commit()
    return to("show", ref=ref)


@bp.post("/<ref>/reply")
@requires(*ROLES)
def reply(ref: str) -> ResponseReturnValue:
    """Send the words, or only put a suggestion beneath what is written so far."""
    talk, text = _talk(ref), request.form.get("text", "").replace("\r\n", "\n")
    insert = request.form.get("insert")
    if insert:
        return _page(talk, suggesting.added(text, _suggested(talk), insert))
    wrong = _fault(text)
    if wrong:
        return _page(talk, mask(text).text if _private(text) else text, wrong), 422
    try:
        talk.advise(session(), the_staff().name, text.strip(), now())
    except HandoffRefused:
        return _refused(ref, text)
    note("handoff.replied", ref)
    session().commit()
    return to("show", ref=ref, _anchor="write")


@bp.post("/<ref>/pass")
@requires(*ROLES)
def hand_on(ref: str) -> ResponseReturnValue:
    """To somebody who is there, or back to the queue."""
    talk, me, whom = _talk(ref), the_staff().name, request.form.get("to", "")
    text = request.form.get("text", "")
    if whom and whom not in _colleagues():
        return _page(talk, text, gettext("%(name)s 现在不在线，请换一位", name=whom[:40])), 422
    try:
        talk.hand_on(session(), whom, me) if whom else talk.put_back(session(), me)
    except HandoffRefused:
        return _refused(ref, text)
    if not whom:
        Tally.add(session(), now(), (), [(now(), CAME)])  # whoever comes next is counted
    note("handoff.passed", ref, to=whom or None)
    session().commit()
    return to("index")


@bp.post("/<ref>/close")
@requires(*ROLES)
def close(ref: str) -> ResponseReturnValue:
    """The machine answers again, and says so."""
    talk = _talk(ref)
    try:
        talk.resolve(session(), the_staff().name)
    except HandoffRefused:
        return _refused(ref)
    over = said(pack(), "handoff_over", "answered", person())
    talk.say(session(), Sender.BOT, over.replies[0].text, now(), over.plain())
    note("handoff.closed", ref)
    Tally.add(session(), now(), [Thing(Happened.PERSON_DONE)])
    session().commit()
    return to("index")


def _talk(ref: str) -> Conversation:
    """One that asked for a person, as the database has it now; any other does not exist here."""
    found = Conversation.referred(ref).execution_options(populate_existing=True)
    return session().scalar(found) or abort(404)


def _said(opened: Session, talk: Conversation) -> list[Message]:
    return list(opened.scalars(talk.messages(max(0, talk.last_seq - MESSAGES_SHOWN))))


def _left(talk: Conversation) -> bool:
    """Whether whoever has it is not there any more: then anybody may go on."""
    return talk.taken_by not in session().scalars(Presence.here(now())).all()


def _colleagues() -> list[str]:
    here = session().scalars(Presence.here(now())).all()
    return [name for name in here if name != the_staff().name]


def _state(talk: Conversation) -> dict[str, Any]:
    """What of it whoever is signed in may see: all while it waits or is theirs, else only who has it."""
    mine = talk.handoff_status is HandoffStatus.OPEN and talk.taken_by == the_staff().name
    waits = talk.handoff_status is HandoffStatus.PENDING
    readable = mine or waits or (talk.handoff_status is HandoffStatus.OPEN and _left(talk))
    known = _said(session(), talk) if readable else []
    return {"talk": talk, "mine": mine, "waits": waits, "readable": readable, "said": known}


def _page(talk: Conversation, text: str = "", wrong: str = "") -> str:
    state = _state(talk)
    return render_template(
        "inbox/talk.html",
        **state,
        brief=brief(pack(), state["said"], today()),
        words=words(state["said"]),
        suggestions=_suggested(talk) if state["mine"] else [],
        colleagues=_colleagues(),
        text=text,
        wrong=wrong,
        most=LONGEST,
    )


def _suggested(talk: Conversation) -> list[suggesting.Suggestion]:
    return suggesting.suggest(pack(), _said(session(), talk), today())


def _fault(text: str) -> str:
    if not text.strip():
        return gettext("回复：还没有写字")
    if len(text) > LONGEST:
        return gettext("回复：最多 %(most)s 个字，请删短一点", most=LONGEST)
    if _private(text):
        return gettext("回复：里面像是有证件号、银行卡号或密码，已经遮掉，看一下再发")
    return ""


def _private(text: str) -> bool:
    return bool(NEVER_SENT & set(mask(text).found))


def _refused(ref: str, text: str = "") -> ResponseReturnValue:
    """Somebody was quicker: who has it now, and what was written is still there."""
    talk = _talk(ref)
    if talk.handoff_status is HandoffStatus.OPEN:
        if talk.taken_by == the_staff().name:
            return to("show", ref=ref)
        wrong = gettext("%(name)s 已经接了这段对话，您不用再管。", name=talk.taken_by)
    elif talk.handoff_status is HandoffStatus.PENDING:
        wrong = gettext("这段对话又在等人接，要接着说，请先按“接”。")
    else:
        wrong = gettext("这段对话已经结束，小助手在接着回答。")
    return make_response(_page(talk, text, wrong), 409)
