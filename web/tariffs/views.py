"""水电气、有线电视能省多少: a form whose address is the whole question, so that nothing has to be kept."""

from __future__ import annotations

from dataclasses import replace

from apiflask import APIBlueprint
from flask import render_template, request
from flask.typing import ResponseReturnValue

from knowledge.tariffs import UTILITIES, benefit_of, estimate
from web.clock import today
from web.i18n import lazy_gettext
from web.pack import pack
from web.tariffs import reading

LABELS = {
    "monthly_usage": lazy_gettext("一个月用多少"),
    "current_unit_price": lazy_gettext("现在一个单位多少元"),
    "residential_unit_price": lazy_gettext("机构按居民价，一个单位多少元"),
    "monthly_fee": lazy_gettext("一个电视终端现在一个月多少元"),
    "resident_standard_fee": lazy_gettext("居民家一个终端一个月多少元"),
}
HINTS = {
    "monthly_usage": lazy_gettext("看最近的账单"),
    "current_unit_price": lazy_gettext("看最近的账单"),
    "residential_unit_price": lazy_gettext("问供应公司；空着就用核到的价，没核到就不算"),
    "monthly_fee": lazy_gettext("基本维护费，不算点播"),
    "resident_standard_fee": lazy_gettext("问有线电视公司"),
}
bp = APIBlueprint("tariffs", __name__, url_prefix="/tariffs", enable_openapi=False)


@bp.get("")
def show() -> ResponseReturnValue:
    bill, wrong = reading.read(request.args)
    asked = "reckon" in request.args and not wrong
    found = estimate(pack(), bill, today()) if asked else None
    # What it would be after registration is said beside a no, never as a promise.
    after = replace(bill, provider_registered=True)
    page = render_template(
        "tariffs/show.html",
        bill=bill,
        typed=request.args,
        wrong=wrong,
        found=found,
        after=estimate(pack(), after, today()) if found and not found.entitled else None,
        tariff=pack().tariffs[bill.utility],
        tariffs=[pack().tariffs[each] for each in UTILITIES],
        benefit=pack().benefits[benefit_of(bill.utility)],
        names=reading.figures(bill.utility),
        labels=LABELS,
        hints=HINTS,
        guides=[g for g in pack().guides.values() if "provider" in g.audience],
    )
    return page, 422 if wrong else 200
