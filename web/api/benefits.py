"""What people and institutions can get, as JSON; a benefit not in force today has no amount, and says so."""

from __future__ import annotations

from datetime import date
from typing import Any

from apiflask import APIBlueprint, Schema
from apiflask.fields import Date, List, Nested, String

from knowledge.eligibility import judge
from knowledge.pack import Benefit
from web.api.fields import choice, text
from web.api.paging import PageQuery, cut, page_of
from web.api.refusing import gone
from web.api.shared import (
    CERTAINTY,
    AmountOut,
    ApplyOut,
    SourceOut,
    amount,
    apply,
    latest,
    sources,
)
from web.clock import today
from web.i18n import gettext
from web.pack import pack, search

APPLICANTS = ("resident", "child", "provider", "worker", "taxpayer")
EVERYTHING = 1000
bp = APIBlueprint("api_benefits", __name__, url_prefix="/api/v1", tag="待遇")


class BenefitsQuery(PageQuery):
    applicant = choice(APPLICANTS, load_default=None, metadata={"description": "给谁的"})
    q = text(most=100, load_default=None, metadata={"description": "按词找，最贴近的在前"})


class BenefitItem(Schema):
    id = String(required=True)
    name = String(required=True)
    aliases = List(String(), required=True)
    applicant = String(required=True)
    summary = String(required=True)
    strength = String(required=True, metadata={"description": "in_force encouraged exploratory"})
    amount = Nested(AmountOut, required=True, allow_none=True)
    certainty = String(required=True, metadata={"description": CERTAINTY})
    valid_from = Date(required=True)
    valid_to = Date(required=True, allow_none=True)
    apply = Nested(ApplyOut, required=True)
    open = List(String(), required=True, metadata={"description": "还没定、没公布的"})
    sources = List(Nested(SourceOut), required=True)


class BenefitOut(BenefitItem):
    """The same; a name of its own in the document."""


@bp.get("/benefits")
@bp.input(BenefitsQuery, location="query")
@bp.output(page_of(BenefitItem, "BenefitPage"))
@bp.doc(summary="能享受什么")
def benefits(query_data: dict[str, Any]) -> dict[str, Any]:
    wanted = query_data["applicant"]
    found = [b for b in _candidates(query_data["q"]) if wanted in (None, *_applicants(b))]
    page = cut(found, lambda each: each.id, query_data, query_data["limit"])
    day = today()
    return {**page, "items": [item(each, day) for each in page["items"]]}


@bp.get("/benefits/<string:benefit_id>")
@bp.output(BenefitOut)
@bp.doc(summary="一项待遇")
def benefit(benefit_id: str) -> dict[str, Any]:
    found = pack().benefits.get(benefit_id)
    if found is None:
        gone(gettext("没有这个编号的待遇"))
    return item(found, today())


def _candidates(q: str | None) -> list[Benefit]:
    if not q:
        return list(pack().benefits.values())
    found = search().find(q, EVERYTHING, ("benefit",))
    return [entry for entry in found if isinstance(entry, Benefit)]


def _applicants(each: Benefit) -> tuple[str, ...]:
    return (each.applicant, *each.also_applicants)


def item(each: Benefit, day: date) -> dict[str, Any]:
    version = each.version_on(day)
    dated = version or latest(each)
    # Judged without any fact, the engine gives the amount that covers everybody, and what is open.
    result = judge(each, {}, day)
    points = each.open if version else result.open
    return {
        "id": each.id,
        "name": each.title,
        "aliases": list(each.aliases),
        "applicant": each.applicant,
        "summary": each.summary,
        "strength": each.strength,
        "amount": amount(result.amount) if version else None,
        "certainty": result.certainty,
        "valid_from": dated.start,
        "valid_to": dated.end,
        "apply": apply(each),
        "open": [point.says for point in points],
        "sources": sources(dated.sources),
    }
