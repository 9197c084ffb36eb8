"""The queue of corrections: somebody of the staff checks each one and writes it in, or says why not.

What is written carries the day it was verified; where it was verified stands in the record of changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from models import Feedback, FeedbackDecision, Provider, audit
from models.editing import LABELS, NotAccepted, change, fields_of, written
from web.clock import now, today
from web.db import session
from web.directory.places import AREA_CODE
from web.i18n import gettext, lazy_gettext
from web.staff import menu
from web.staff.access import requires, the_staff
from web.upkeep.correcting import ASKED
from web.upkeep.door import bp

ROLE = "editor"
SHOWN = 30
REASON_AT_MOST = 300


class Waiting(NamedTuple):
    """One correction, the place it is about, and what stands there now; no place any more: None."""

    remark: Feedback
    provider: Provider | None
    label: str
    stands: Mapping[str, str]


@bp.get("/counter/corrections")
@requires(ROLE)
def corrections() -> str:
    return _page()


@bp.post("/counter/corrections/<int:remark_id>")
@requires(ROLE)
def decide(remark_id: int) -> ResponseReturnValue:
    remark = session().get(Feedback, remark_id) or abort(404)
    given = {
        n: request.form.get(n, "").strip() for n in ("decision", "field", "value", "reason", "day")
    }
    wrong = _faults(given)
    accepted = given["decision"] == "accept"
    if accepted and not wrong:
        wrong = _accept(remark, given)
    if wrong:
        session().rollback()
        return _page(remark_id, given, wrong), 422
    if not accepted:
        _note(remark, "correction.declined", None, {"reason": given["reason"]})
    return _close(remark, accepted, given["reason"])


def _close(remark: Feedback, accepted: bool, reason: str) -> ResponseReturnValue:
    """Two of the staff may decide at once: the second is told, and nothing of theirs is written."""
    decision = FeedbackDecision(
        feedback_id=remark.id, staff_id=the_staff().id, accepted=accepted, reason=reason, at=now()
    )
    session().add(decision)
    try:
        session().commit()
    except IntegrityError:
        session().rollback()
        return _page(note=gettext("这一条刚才已经有人处理了，您的没有写进去")), 409
    return redirect(url_for("upkeep.corrections"), 303)


def _accept(remark: Feedback, given: Mapping[str, str]) -> dict[str, str]:
    """Write it in, unless something stands against it."""
    provider = _provider(remark)
    if provider is None or given["field"] not in fields_of(provider.kind):
        return {"field": gettext("请选要改的是哪一项")}
    day = date.fromisoformat(given["day"])
    try:
        before, after = change(provider, {given["field"]: given["value"]}, day, AREA_CODE)
    except NotAccepted as refused:
        return {"value": next(iter(refused.wrong.values()))}
    if not after:
        return {"value": gettext("和现在写的一样：没有要改的就选“不改”")}
    said = {**after, "source": given["reason"], "verified_on": given["day"]}
    _note(remark, "correction.accepted", before, said)
    return {}


def _note(
    remark: Feedback, action: str, before: dict[str, str] | None, after: dict[str, str]
) -> None:
    audit.record(
        session(),
        staff_id=the_staff().id,
        action=action,
        target=remark.target,
        before=before,
        after={**after, "correction": remark.id},
        at=now(),
    )


def _faults(given: Mapping[str, str]) -> dict[str, str]:
    wrong = {}
    if given["decision"] not in ("accept", "decline"):
        wrong["decision"] = gettext("请选改还是不改")
    if not 2 <= len(given["reason"]) <= REASON_AT_MOST:
        wrong["reason"] = gettext("请写在哪里核实的，或者为什么不改，最多 300 个字")
    if given["decision"] == "accept":
        wrong |= day_fault(given["day"])
    return wrong


def day_fault(text: str) -> dict[str, str]:
    """A day that was, written 2026-11-25."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return {"day": gettext("核实日期写成 2026-11-25 这样")}
    return {"day": gettext("核实日期不能在今天以后")} if day > today() else {}


def _provider(remark: Feedback) -> Provider | None:
    try:
        return session().get(Provider, UUID(remark.target.removeprefix("provider:")))
    except ValueError:
        return None


def _waiting() -> list[Waiting]:
    found = []
    for remark in session().scalars(Feedback.undecided().limit(SHOWN)):
        provider = _provider(remark)
        stands = {f: written(provider, f) for f in fields_of(provider.kind)} if provider else {}
        label = str(
            ASKED.get(remark.field or "other") or LABELS.get(str(remark.field), remark.field)
        )
        found.append(Waiting(remark, provider, label, stands))
    return found


def _page(
    about: int | None = None,
    given: Mapping[str, str] | None = None,
    wrong: Mapping[str, str] | None = None,
    note: str = "",
) -> str:
    words: dict[str, Any] = {"labels": LABELS, "day": today().isoformat(), "note": note}
    return render_template(
        "upkeep/corrections.html",
        waiting=_waiting(),
        about=about,
        given=given or {},
        wrong=wrong or {},
        **words,
    )


menu.add("upkeep.corrections", lazy_gettext("更正"), ROLE)
