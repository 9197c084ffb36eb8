"""A provider says itself how many places are free and what it costs, under a link that serves once.

Nothing is written before somebody of the staff has looked at it (`reports`).
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from models import Provider, ProviderReport
from models.editing import NotAccepted, change, written
from models.importing import LABELS
from web.clock import now, today
from web.db import session
from web.directory.labels import FEE_UNITS
from web.i18n import gettext
from web.limits import limiter
from web.upkeep import links
from web.upkeep.door import bp

PURPOSE = "provider-report"
FIGURES = ("capacity", "vacancies", "fee_min", "fee_max", "fee_unit", "fees_include")
LONGEST = 300
AN_ADDRESS = "60 per minute"


def path_for(provider: Provider) -> str:
    return url_for("upkeep.report", link=links.make(PURPOSE, str(provider.id)))


@bp.get("/report/<link>")
def report(link: str) -> ResponseReturnValue:
    found = _opened(link)
    if isinstance(found, str):
        return gone(found)
    provider, _ = found
    return _page(link, provider, {name: written(provider, name) for name in FIGURES})


@bp.post("/report/<link>")
@limiter.limit(AN_ADDRESS)
def reported(link: str) -> ResponseReturnValue:
    found = _opened(link)
    if isinstance(found, str):
        return gone(found)
    provider, key = found
    given = {name: request.form.get(name, "").strip()[:LONGEST] for name in FIGURES}
    wrong = _faults(provider, given)
    if wrong:
        return _page(link, provider, given, wrong), 422
    left = ProviderReport(
        provider_id=provider.id, link_key=key, figures=given, reported_on=today(), created_at=now()
    )
    session().add(left)
    try:
        session().commit()
    except IntegrityError:  # sent twice at once
        session().rollback()
        return gone("used")
    return render_template("upkeep/reported.html", provider=provider)


def _faults(provider: Provider, given: Mapping[str, str]) -> dict[str, str]:
    """As it would be written, and then not written."""
    try:
        change(provider, given, today())
    except NotAccepted as refused:
        return refused.wrong
    finally:
        session().rollback()
        session().refresh(provider)
    return {}


def _opened(link: str) -> tuple[Provider, str] | str:
    """The place and the link's key; or why it cannot be opened: ended, forged, used."""
    try:
        about, key = links.read(PURPOSE, link)
    except links.Ended:
        return "ended"
    except links.NotOurs:
        return "forged"
    if session().scalar(select(ProviderReport.id).where(ProviderReport.link_key == key)):
        return "used"
    return session().get(Provider, UUID(about)) or abort(404), key


def gone(why: str) -> ResponseReturnValue:
    says = {
        "ended": gettext("这个链接过期了。请向给您链接的工作人员要一个新的。"),
        "forged": gettext("这个链接不完整，或者不是本站发的。请把收到的链接完整地复制过来。"),
        "used": gettext("这个链接已经用过了，收到的内容在等工作人员看。要改，请要一个新链接。"),
    }[why]
    return render_template("upkeep/gone.html", says=says), 404 if why == "forged" else 410


def _page(
    link: str,
    provider: Provider,
    given: Mapping[str, str],
    wrong: Mapping[str, str] | None = None,
) -> str:
    return render_template(
        "upkeep/report.html",
        link=link,
        provider=provider,
        given=given,
        wrong=wrong or {},
        figures=FIGURES,
        labels=LABELS,
        units=FEE_UNITS,
        day=today(),
    )
