"""Results handed on by a link: the decisions of one day without the answers, for seven days, after a yes.

Reasons, near misses and missing facts stay out: they would tell the answers.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import segno
from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from knowledge.eligibility import Result, screen
from knowledge.pack import Amount
from models import SharedResult
from web.api.shared import amount, apply, latest, sources
from web.clock import now, today
from web.db import session
from web.eligibility.door import bp, the_case, to
from web.eligibility.results import result_page
from web.findable import public_address
from web.i18n import gettext
from web.pack import pack

KEPT = timedelta(days=7)


@bp.post("/share")
def share() -> ResponseReturnValue:
    if request.form.get("agreed") != "yes":
        return result_page(gettext("要先勾上“同意”，才会生成链接")), 422
    facts = the_case().person.facts(pack())
    content = {
        "day": today().isoformat(),
        "results": [snapshot(each) for each in screen(pack(), facts, today())],
    }
    at = now()
    shared = SharedResult.share(session(), content, at, at + KEPT)
    session().commit()
    return to("shared", key=shared.id)


def snapshot(result: Result) -> dict[str, Any]:
    """One decision as anybody with the link may read it."""
    benefit = result.benefit
    return {
        "benefit_id": benefit.id,
        "title": benefit.title,
        "status": result.status,
        "amount": amount(result.amount),
        "certainty": result.certainty,
        "open": [point.says for point in result.open],
        "apply": apply(benefit),
        "sources": sources((result.version or latest(benefit)).sources),
    }


@bp.get("/shared/<key>")
def shared(key: str) -> ResponseReturnValue:
    row = session().get(SharedResult, key)
    if row is None or not row.open_at(now()):
        return render_template("eligibility/gone.html", known=row is not None), 410 if row else 404
    address = public_address(url_for("eligibility.shared", key=key))
    return render_template(
        "eligibility/shared.html",
        day=row.content["day"],
        results=[readable(each) for each in row.content["results"]],
        until=row.expires_at,
        address=address,
        code=qr_code(address),
        key=key,
    )


def readable(decision: dict[str, Any]) -> dict[str, Any]:
    given = decision["amount"]
    return {**decision, "amount": Amount(**given) if given else None}


@bp.post("/shared/<key>/revoke")
def revoke(key: str) -> ResponseReturnValue:
    """Whoever holds the link may end it: the counter that made it, or the family that got it."""
    row = session().get(SharedResult, key) or abort(404)
    row.revoke()
    session().commit()
    return to("shared", key=key)


def qr_code(address: str) -> Markup:
    """Drawn into the page, so that no other server learns of the link."""
    drawn = segno.make(address, error="m").svg_inline(scale=5, light="white", title=address)
    return Markup(drawn)  # noqa: S704 - segno's own markup around our own address
