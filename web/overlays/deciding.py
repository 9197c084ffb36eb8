"""The second pair of eyes: what was proposed, what it changes, and yes or no.

Knows no form; what approving does is `proposing`'s.
"""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from knowledge.overlays import OverlayError
from models import OverlayProposal
from models import overlay as kept
from web.clock import now, today
from web.db import session
from web.i18n import gettext
from web.overlays import proposing
from web.overlays.door import ABOUT, KINDS, ROLE, bp, may_edit, to
from web.overlays.looking import names, part_in_words
from web.overlays.proposing import Refused
from web.overlays.wording import in_words
from web.staff.access import requires, the_staff

REASON_AT_MOST = 300


@bp.get("/proposals/<int:proposal_id>")
@requires()
def proposal(proposal_id: int) -> str:
    return _proposal(_proposal_of(proposal_id))


@bp.post("/proposals/<int:proposal_id>/approve")
@requires(ROLE)
def approve(proposal_id: int) -> ResponseReturnValue:
    asked = _proposal_of(proposal_id)
    try:
        proposing.approve(session(), asked, the_staff(), request.form.get("seen", ""), now())
    except Refused as refused:
        return _proposal(asked, str(refused)), 409
    except OverlayError as wrong:
        session().rollback()
        says = gettext("现在立不住了，没有批准：%(why)s", why=str(wrong))
        return _proposal(_proposal_of(proposal_id), says), 409
    return to("proposal", proposal_id=proposal_id)


@bp.post("/proposals/<int:proposal_id>/decline")
@requires(ROLE)
def decline(proposal_id: int) -> ResponseReturnValue:
    """By its author it is withdrawn, by anybody else declined, with why."""
    asked, reason = _proposal_of(proposal_id), request.form.get("reason", "").strip()
    if not 2 <= len(reason) <= REASON_AT_MOST:
        says = gettext("为什么：写一句话，最多 %(most)s 个字", most=REASON_AT_MOST)
        return _proposal(asked, reason_wrong=says), 422
    try:
        proposing.decline(session(), asked, the_staff(), reason, now())
    except Refused as refused:
        return _proposal(asked, str(refused)), 409
    return to("proposal", proposal_id=proposal_id)


def _proposal(asked: OverlayProposal, note: str = "", reason_wrong: str = "") -> str:
    waits = asked.state == "waiting"
    wish = proposing.wish_of(asked)
    return render_template(
        "overlays/proposal.html",
        asked=asked,
        title=names().get((ABOUT.get(asked.kind, asked.kind), asked.target), asked.target),
        kinds=KINDS,
        about=ABOUT.get(asked.kind, asked.kind),
        words=in_words(asked.kind, asked.value),
        part=part_in_words(asked.kind, asked.target, wish.part),
        waits=waits,
        shown=proposing.look(session(), wish, today()) if waits else None,
        mark=kept.overlay_version(session()),
        own=asked.author_id == the_staff().id,
        may_edit=may_edit(),
        note=note,
        reason_wrong=reason_wrong,
    )


def _proposal_of(proposal_id: int) -> OverlayProposal:
    return session().get(OverlayProposal, proposal_id) or abort(404)
