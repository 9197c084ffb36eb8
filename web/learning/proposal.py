"""All that editors want taught, as one change to read and take away, and what it would do to the frozen questions."""

from __future__ import annotations

from typing import Any

from flask import Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from models import ListState, Saying, Trial, audit
from models.saying import same
from web.clock import now, today
from web.db import session
from web.fragments import asked_for_part, unless_known
from web.i18n import gettext, language, lazy_gettext
from web.learning import trials
from web.learning.door import ROLE, bp
from web.learning.lessons import INTENTS, Lesson, lessons, taught
from web.learning.patching import Unteachable, patch
from web.learning.trials import TRIALS
from web.pack import plain_pack
from web.staff.access import passive, requires, the_staff

AT_WORK = (ListState.WAITING, ListState.RUNNING)
REGISTERS = {
    "written": lazy_gettext("书面"),
    "indirect": lazy_gettext("说情形"),
    "real": lazy_gettext("随手打"),
}


@bp.get("/proposal")
@requires(ROLE)
def proposal() -> str:
    return _page()


@bp.get("/proposal.patch")
@requires(ROLE)
def download() -> ResponseReturnValue:
    """For `git apply`, in the folder of the repository."""
    try:
        text = patch(_to_teach())
    except Unteachable as wrong:
        return _page(_unteachable(wrong)), 409
    answer = Response(text, mimetype="text/x-diff")
    answer.headers["Content-Disposition"] = f"attachment; filename=teach-{today()}.patch"
    return answer


@bp.post("/trial")
@requires(ROLE)
def attempt() -> ResponseReturnValue:
    """Try all of it together; one trial at a time."""
    last = session().scalar(Trial.last())
    proposed = [(phrase, lesson.label) for lesson, phrase in _to_teach()]
    if not proposed:
        return _page(gettext("没有要教的句子，先选几句")), 422
    if last is None or last.state not in AT_WORK:
        trial = trials.begin(session(), proposed)
        audit.record(
            session(), staff_id=the_staff().id, action="trial.begun", target=f"trial:{trial.id}",
            before=None, after={"sentences": len(proposed)}, at=now(),
        )  # fmt: skip
        session().commit()
    TRIALS.see_to_it(session())
    return redirect(url_for("learning.proposal", _anchor="trial"), 303)


@bp.get("/trial/news")
@requires(ROLE)
@passive
def news() -> ResponseReturnValue:
    """How far the last trial is, or 304 while nothing changed."""
    last = session().scalar(Trial.last())
    if not asked_for_part() or last is None:
        return redirect(url_for("learning.proposal"), 303)
    TRIALS.see_to_it(session())
    mark = f"{last.id}{last.state}{last.interrupted(now())}{language()}"
    return unless_known(mark, lambda: render_template("learning/state.html", **_trial(last)))


def _to_teach() -> list[tuple[Lesson, str]]:
    """What is proposed and not yet in the files."""
    return [(lesson, phrase) for _, lesson, phrase in _proposed()]


def _proposed() -> list[tuple[Saying, Lesson, str]]:
    known, learned = lessons(), taught()
    found = []
    for saying in session().scalars(Saying.proposed()):
        lesson, phrase = known.get(saying.entry or ""), saying.phrase or ""
        if lesson and same(phrase) not in learned:
            found.append((saying, lesson, phrase))
            learned[same(phrase)] = lesson.title  # two sayings may have been made one sentence
    return found


def _page(wrong: str = "") -> str:
    last = session().scalar(Trial.last())
    if last is not None and last.state in AT_WORK:
        TRIALS.see_to_it(session())
    proposed = _proposed()
    try:
        change = patch((lesson, phrase) for _, lesson, phrase in proposed)
    except Unteachable as unclear:
        change, wrong = "", wrong or _unteachable(unclear)
    return render_template(
        "learning/proposal.html",
        proposed=proposed,
        change=change,
        wrong=wrong,
        at_work=last is not None and last.state in AT_WORK,
        **_trial(last),
    )


def _trial(last: Trial | None) -> dict[str, Any]:
    return {"trial": last, "now": now(), "registers": REGISTERS, "named": _named}


def _named(label: str) -> str:
    """What training calls by a label, or an entry by its id, in words."""
    pack, topic = plain_pack(), label.removeprefix("ask/")
    if label in INTENTS:
        return str(INTENTS[label][1])
    found = pack.topics.get(topic) or pack.entry(topic)
    return found.title if found else label


def _unteachable(wrong: Unteachable) -> str:
    return gettext("%(name)s 的文件写法不一样，加不进去：请找管理员", name=str(wrong))
