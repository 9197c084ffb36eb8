"""The policy lists, the guides and the figures as JSON; what they say is the pack's."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint, Schema
from apiflask.fields import Dict, Float, Integer, List, Nested, String

from knowledge.pack import AnyEntry, Figure, Guide, Policy
from web.api.describing import describe
from web.api.fields import choice, text
from web.api.paging import PageQuery, cut, page_of
from web.api.refusing import gone
from web.api.shared import CERTAINTY, SourceOut, sources
from web.i18n import gettext
from web.pack import pack, search
from web.words import AUDIENCES

LISTS = ("eldercare", "childcare", "plan", "guide", "figure")
EVERYTHING = 1000
bp = APIBlueprint("api_policies", __name__, url_prefix="/api/v1", tag="政策")
bp.record_once(describe)


class PoliciesQuery(PageQuery):
    list = choice(
        LISTS,
        load_default=None,
        metadata={"description": "eldercare 附表1，childcare 附表2，plan 重点任务；不给就是这三种"},
    )
    category = text(most=40, load_default=None, metadata={"description": "清单自己的分类，原词"})
    audience = choice(AUDIENCES, load_default=None, metadata={"description": "给谁的"})
    q = text(most=100, load_default=None, metadata={"description": "按词找，最贴近的在前"})


class PolicyItem(Schema):
    id = String(required=True)
    list = String(required=True)
    number = Integer(required=True, allow_none=True)
    category = String(required=True, allow_none=True)
    title = String(required=True)
    summary = String(required=True)
    audience = List(String(), required=True)
    responsible = List(String(), required=True, metadata={"description": "责任单位的名称"})
    locator = String(required=True, allow_none=True)
    benefits = List(String(), required=True)
    guides = List(String(), required=True)


class PolicyOut(PolicyItem):
    answer = String(required=True, metadata={"description": "一句话的回答"})
    strength = String(required=True, allow_none=True)
    certainty = String(required=True, allow_none=True, metadata={"description": CERTAINTY})
    facets = Dict(keys=String(), values=String(), required=True)
    policies = List(String(), required=True)
    figures = List(String(), required=True)
    steps = List(String(), required=True)
    open = List(String(), required=True, metadata={"description": "还没定、没公布的"})
    sources = List(Nested(SourceOut), required=True)
    value = List(Float(), required=True, metadata={"description": "数字本身；范围是两个"})
    display = String(required=True, allow_none=True)
    unit = String(required=True, allow_none=True)
    as_of = String(required=True, allow_none=True)
    note = String(required=True, metadata={"description": "依据的文件是什么状态"})


@bp.get("/policies")
@bp.input(PoliciesQuery, location="query")
@bp.output(page_of(PolicyItem, "PolicyPage"))
@bp.doc(
    summary="政策清单", description="两张清单和重点任务；`list=guide`、`list=figure` 是指南和数字。"
)
def policies(query_data: dict[str, Any]) -> dict[str, Any]:
    found = [entry for entry in _candidates(query_data) if _fits(entry, query_data)]
    page = cut(found, lambda entry: entry.id, query_data, query_data["limit"])
    return {**page, "items": [item(entry) for entry in page["items"]]}


@bp.get("/policies/<string:policy_id>")
@bp.output(PolicyOut)
@bp.doc(summary="一项政策", description="也可以是 `guide-…`、`figure-…`。")
def policy(policy_id: str) -> dict[str, Any]:
    entry = pack().entry(policy_id)
    if not isinstance(entry, (Policy, Guide, Figure)):
        gone(gettext("没有这个编号的政策"))
    return {**item(entry), **_more(entry)}


def _candidates(asked: dict[str, Any]) -> list[AnyEntry]:
    kind = asked["list"] if asked["list"] in ("guide", "figure") else "policy"
    if asked["q"]:
        return search().find(asked["q"], EVERYTHING, (kind,))
    return [entry for entry in pack().entries() if entry.kind == kind]


def _fits(entry: AnyEntry, asked: dict[str, Any]) -> bool:
    row = item(entry)
    return (
        asked["list"] in (None, row["list"])
        and asked["category"] in (None, row["category"])
        and (asked["audience"] is None or asked["audience"] in row["audience"])
    )


def item(entry: AnyEntry) -> dict[str, Any]:
    """The row of a list. What a guide or a figure has none of is null or empty."""
    offices = pack().offices
    return {
        "id": entry.id,
        "list": getattr(entry, "list", entry.kind),
        "number": getattr(entry, "number", None),
        "category": getattr(entry, "category", None),
        "title": entry.title,
        "summary": entry.summary,
        "audience": list(getattr(entry, "audience", ())),
        "responsible": [offices[each].name for each in getattr(entry, "responsible", ())],
        "locator": getattr(entry, "locator", None),
        "benefits": list(getattr(entry, "benefits", ())),
        "guides": list(getattr(entry, "guides", ())),
    }


def _more(entry: Policy | Guide | Figure) -> dict[str, Any]:
    value = getattr(entry, "value", None)
    return {
        "answer": entry.answer or entry.summary,
        "strength": getattr(entry, "strength", None),
        "certainty": getattr(entry, "certainty", None),
        "facets": dict(entry.facets),
        "policies": list(getattr(entry, "policies", getattr(entry, "related", ()))),
        "figures": list(getattr(entry, "figures", ())),
        "steps": list(getattr(entry, "steps", ())),
        "open": [point.says for point in getattr(entry, "open", ())],
        "sources": sources(getattr(entry, "sources", ())),
        "value": list(value) if isinstance(value, tuple) else [value] if value is not None else [],
        "display": getattr(entry, "display", None),
        "unit": getattr(entry, "unit", None),
        "as_of": getattr(entry, "as_of", None),
        "note": pack().document["note"],
    }
