"""“这条信息不对”: anybody says what is wrong with a place; nothing changes before somebody of the staff has checked.

Names and numbers that belong to persons are masked before anything is kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from knowledge.reading import mask
from models import Feedback, FeedbackKind, Provider
from models.editing import fields_of
from models.importing import phones
from models.importing.report import Unreadable
from models.importing.row import Noted
from web.clock import now
from web.db import session
from web.directory.places import AREA_CODE
from web.i18n import gettext, lazy_gettext
from web.limits import limiter
from web.upkeep.door import bp

AN_ADDRESS = "60 per minute"  # a service hall is one address
MOBILE = re.compile(r"1[3-9]\d{9}")
LENGTHS = {"value": 200, "reason": 300}
# In the words of whoever stands before a closed door; the rest of the fields is for the staff.
ASKED = {
    "phone": lazy_gettext("电话打不通、是别人的"),
    "address": lazy_gettext("地址不对、搬走了"),
    "status": lazy_gettext("停了、关了，或者还没开"),
    "fee_min": lazy_gettext("收费不对"),
    "vacancies": lazy_gettext("空位不对"),
    "hours": lazy_gettext("开门时间不对"),
    "care_levels": lazy_gettext("收什么样的老人不对"),
    "ages": lazy_gettext("收多大的孩子不对"),
    "services": lazy_gettext("服务项目不对"),
    "name": lazy_gettext("名字不对"),
    "other": lazy_gettext("别的"),
}


def asked(provider: Provider) -> dict[str, str]:
    known = {*fields_of(provider.kind), "other"}
    return {field: str(label) for field, label in ASKED.items() if field in known}


@bp.get("/correct/<uuid:provider_id>")
def correct(provider_id: UUID) -> str:
    return _page(_provider(provider_id))


@bp.post("/correct/<uuid:provider_id>")
@limiter.limit(AN_ADDRESS)
def corrected(provider_id: UUID) -> ResponseReturnValue:
    provider = _provider(provider_id)
    given = {name: request.form.get(name, "").strip() for name in ("field", "value", "reason")}
    wrong = _faults(provider, given)
    if wrong:
        return _page(provider, given, wrong), 422
    said = {
        "value": kept(given["field"], given["value"]) or None,
        "reason": mask(given["reason"]).text or None,
    }
    target = f"provider:{provider.id}"
    kind = FeedbackKind.CORRECTION
    Feedback.leave(session(), kind, target, now(), field=given["field"], **said)
    session().commit()
    return redirect(url_for("upkeep.thanked", provider_id=provider_id), 303)


@bp.get("/correct/<uuid:provider_id>/thanks")
def thanked(provider_id: UUID) -> str:
    return render_template("upkeep/thanks.html", provider=_provider(provider_id))


def kept(field: str | None, value: str) -> str:
    """What it should say. A place's own line is what this is about; a mobile number may be a person's."""
    lines = []
    if field == "phone":
        lines = [line for line in _numbers(value) if not MOBILE.match(line)]
    return " / ".join(lines) or mask(value).text


def _numbers(text: str) -> list[str]:
    try:
        found = phones.read(text, AREA_CODE)
    except Unreadable:
        return []
    said = found.value if isinstance(found, Noted) else found
    return str(said).split(" / ") if said else []


def _provider(provider_id: UUID) -> Provider:
    return session().get(Provider, provider_id) or abort(404)


def _faults(provider: Provider, given: Mapping[str, str]) -> dict[str, str]:
    wrong = {}
    if given["field"] not in asked(provider):
        wrong["field"] = gettext("请选一下是哪一样不对")
    for name, most in LENGTHS.items():
        if len(given[name]) > most:
            wrong[name] = gettext("太长了，最多 %(most)s 个字", most=most)
    if not given["value"] and not given["reason"]:
        wrong["value"] = gettext("请写一句对的是什么，或者在下面写您是怎么知道的")
    return wrong


def _page(
    provider: Provider,
    given: Mapping[str, str] | None = None,
    wrong: Mapping[str, str] | None = None,
) -> str:
    return render_template(
        "upkeep/correct.html",
        provider=provider,
        asked=asked(provider),
        given={name: mask(text).text for name, text in (given or {}).items()},
        wrong=wrong or {},
        lengths=LENGTHS,
    )
