"""What the bot did not know and what did not help, for an editor: make an example of it in one press, or let it go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from models import Heard, Saying, SayingState, Why, audit
from models.saying import same
from web.chat.marking import REASONS
from web.clock import now
from web.db import session
from web.i18n import gettext, lazy_gettext
from web.learning.door import ROLE, bp
from web.learning.lessons import LONGEST, Lesson, fault, lessons, offered, taught, tidy
from web.pack import plain_pack
from web.staff import menu
from web.staff.access import requires, the_staff

A_PAGE = 20
PAGES_AT_MOST = 500
HEARD_SHOWN = 50
STATES = {
    SayingState.OPEN: lazy_gettext("没有处理的"),
    SayingState.PROPOSED: lazy_gettext("要教的"),
    SayingState.DISMISSED: lazy_gettext("不教的"),
}
WHYS = {Why.MISSED: lazy_gettext("没听懂的"), Why.DOWN: lazy_gettext("没帮上的")}
DECISIONS = {
    "propose": SayingState.PROPOSED,
    "dismiss": SayingState.DISMISSED,
    "reopen": SayingState.OPEN,
}


class Shown(NamedTuple):
    """One saying, how often it was heard and why, what it may be about, and what became of it."""

    saying: Saying
    missed: int
    down: int
    last: Any
    offered: list[Lesson]
    lesson: Lesson | None
    taught: bool


@bp.get("")
@requires(ROLE)
def index() -> str:
    state, why, page = _asked()
    found = Saying.heard_often(state, why).offset(page * A_PAGE).limit(A_PAGE + 1)
    rows = session().execute(found).all()
    return render_template(
        "learning/index.html",
        shown=_shown(rows[:A_PAGE]),
        more=len(rows) > A_PAGE,
        state=state,
        why=why,
        page=page,
        counts=Saying.counts(session()),
        states=STATES,
        whys=WHYS,
        done=_done(),
    )


@bp.get("/<int:saying_id>")
@requires(ROLE)
def one(saying_id: int) -> str:
    return _one(_saying(saying_id))


@bp.post("/<int:saying_id>")
@requires(ROLE)
def decide(saying_id: int) -> ResponseReturnValue:
    """`teach` is the key of a lesson, in one press; else `decision`, with `entry` and `phrase` as filled in."""
    saying = _saying(saying_id, lock=True)
    given = {name: request.form.get(name, "") for name in ("decision", "entry", "phrase", "was")}
    if key := request.form.get("teach"):
        given |= {"decision": "propose", "entry": key, "phrase": saying.text}
    if given["was"] != saying.state:
        says = gettext("刚才已经有人处理了这一句，您的没有写进去。下面是现在的。")
        return _one(saying, {}, {"was": says}), 409
    wrong = _decide(saying, given)
    if wrong:
        session().rollback()
        return _one(_saying(saying_id), given, wrong), 422
    session().commit()
    state, why, page = (request.form.get(name) or None for name in ("state", "why", "page"))
    back = url_for("learning.index", state=state, why=why, page=page, done=saying.id)
    return redirect(back, 303)


def _decide(saying: Saying, given: Mapping[str, str]) -> dict[str, str]:
    state = DECISIONS.get(given["decision"])
    if state is None:
        return {"decision": gettext("请选教还是不教")}
    made: dict[str, str] = {}
    if state is SayingState.PROPOSED:
        lesson, phrase = lessons().get(given["entry"]), tidy(given["phrase"])
        if lesson is None:
            return {"entry": gettext("请选这句话说的是哪一样")}
        if says := fault(phrase):
            return {"phrase": says}
        made = {"entry": lesson.key, "topic": lesson.label, "phrase": phrase}
    before = {"state": saying.state, "entry": saying.entry}
    saying.decide(state, the_staff().id, now(), **made)
    # The sentence is the public's: the record says what was done about it and not what it is.
    after = {"state": state, "entry": saying.entry}
    audit.record(
        session(), staff_id=the_staff().id, action=f"saying.{state}", target=f"saying:{saying.id}",
        before=before, after=after, at=now(),
    )  # fmt: skip
    return {}


def _asked() -> tuple[SayingState, Why | None, int]:
    """The filter; what is none of ours is as if it had not been asked."""
    state, why = request.args.get("state", ""), request.args.get("why", "")
    page = min(max(0, request.args.get("page", 0, type=int)), PAGES_AT_MOST)
    chosen = SayingState(state) if state in set(SayingState) else SayingState.OPEN
    return chosen, Why(why) if why in set(Why) else None, page


def _shown(rows: Any) -> list[Shown]:
    known, learned = lessons(), taught()
    return [
        Shown(
            saying, missed, down, last,
            offered(saying.text, known) if saying.state is SayingState.OPEN else [],
            known.get(saying.entry or ""),
            saying.phrase is not None and same(saying.phrase) in learned,
        )
        for saying, missed, down, last in rows
    ]  # fmt: skip


def _done() -> Saying | None:
    key = request.args.get("done", 0, type=int)
    return session().get(Saying, key) if 0 < key < 2**31 else None


def _saying(saying_id: int, lock: bool = False) -> Saying:
    if saying_id >= 2**31:
        abort(404)
    return session().get(Saying, saying_id, with_for_update=lock or None) or abort(404)


def _one(
    saying: Saying,
    given: Mapping[str, str] | None = None,
    wrong: Mapping[str, str] | None = None,
) -> str:
    heard = session().scalars(Heard.of(saying.id).limit(HEARD_SHOWN)).all()
    known = lessons()
    first = next((each.key for each in offered(saying.text, known)), "")
    stands = {"entry": saying.entry or first, "phrase": saying.phrase or saying.text}
    answered = Counter(each.answered for each in heard if each.answered)
    return render_template(
        "learning/one.html",
        saying=saying,
        heard=heard,
        reasons=Counter(str(REASONS[h.reason]) for h in heard if h.reason and h.reason in REASONS),
        answered=[(_title(ref), count) for ref, count in answered.most_common()],
        given=given or stands,
        wrong=wrong or {},
        lessons=known,
        whys=WHYS,
        states=STATES,
        longest=LONGEST,
    )


def _title(ref: str) -> str:
    """What an answer rested on, in words; a place is only a place here."""
    entry = plain_pack().entry(ref.partition(":")[2])
    return entry.title if entry else gettext("机构") if ref.startswith("provider:") else ref


menu.add("learning.index", lazy_gettext("教问答"), ROLE)
