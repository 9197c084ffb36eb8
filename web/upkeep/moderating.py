"""What families and places wrote, for the staff to show or decline with a reason, and the slips that let families write."""

from __future__ import annotations

from uuid import UUID

import segno
from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from models import Moderation, Review, audit
from web.clock import now, today
from web.db import session
from web.findable import public_address
from web.i18n import gettext, lazy_gettext
from web.staff import menu
from web.staff.access import requires, the_staff
from web.upkeep import reviewing
from web.upkeep.door import bp

ROLE = "editor"
SHOWN = 30
REASON_AT_MOST = 300
SLIPS = 12  # on a sheet of A4


@bp.get("/counter/reviews")
@requires(ROLE)
def reviews() -> str:
    return _page()


@bp.post("/counter/reviews/<int:review_id>")
@requires(ROLE)
def moderate(review_id: int) -> ResponseReturnValue:
    """`what` says which of the two was read: the family's words or the place's answer."""
    left = session().get(Review, review_id, with_for_update=True) or abort(404)
    of_reply = request.form.get("what") == "reply"
    shown, reason = request.form.get("decision") == "show", request.form.get("reason", "").strip()
    if (left.reply_state if of_reply else left.state) != Moderation.WAITING:
        return _page(gettext("这一条刚才已经有人处理了")), 409
    if not shown and not 2 <= len(reason) <= REASON_AT_MOST:
        return _page(gettext("不登出来要写明为什么，最多 300 个字"), left.id), 422
    state = Moderation.SHOWN if shown else Moderation.DECLINED
    if of_reply:
        left.reply_state = state
    else:
        left.state, left.reason = state, reason or None
    action = ("reply." if of_reply else "review.") + state
    _note(action, str(left.id), {"reason": reason} if reason else {})
    session().commit()
    return redirect(url_for("upkeep.reviews"), 303)


@bp.post("/counter/reviews/<int:review_id>/link")
@requires(ROLE)
def reply_link(review_id: int) -> ResponseReturnValue:
    """For the place to answer under; whoever of the staff makes it hands it on."""
    left = session().get(Review, review_id) or abort(404)
    if left.state != Moderation.SHOWN or left.reply_state is not None:
        abort(409)
    return _page(link=public_address(reviewing.reply_path(left)), about=left.id)


@bp.post("/counter/providers/<uuid:provider_id>/slips")
@requires()
def slips(provider_id: UUID) -> str:
    """A sheet to print: the codes stand on it and nowhere else."""
    provider = reviewing.find_provider(provider_id) or abort(404)
    codes = [reviewing.new_code(provider, the_staff().id) for _ in range(SLIPS)]
    _note("visit_codes.printed", f"provider:{provider.id}", {"count": SLIPS})
    session().commit()
    address = public_address(url_for("upkeep.review"))
    printed = [(reviewing.shown_code(each), _drawn(f"{address}?code={each}")) for each in codes]
    until = today() + reviewing.VALID
    return render_template(
        "upkeep/slips.html", provider=provider, slips=printed, until=until, address=address
    )


def _drawn(address: str) -> Markup:
    drawn = segno.make(address, error="m").svg_inline(scale=3, light="white")
    return Markup(drawn)  # noqa: S704 - segno's own markup around our own address


def _note(action: str, target: str, after: dict[str, str | int]) -> None:
    who = the_staff().id
    audit.record(
        session(), staff_id=who, action=action, target=target, before=None, after=after, at=now()
    )


def _page(wrong: str = "", about: int | None = None, link: str = "") -> str:
    return render_template(
        "upkeep/reviews.html",
        waiting=session().scalars(Review.undecided().limit(SHOWN)).all(),
        answerable=session().scalars(Review.unanswered().limit(SHOWN)).all(),
        wrong=wrong,
        about=about,
        link=link,
    )


menu.add("upkeep.reviews", lazy_gettext("评价"), ROLE)
