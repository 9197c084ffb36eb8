"""The facts that may be asked, with the words to ask them in; what follows from them is not decided here."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint, Schema
from apiflask.fields import Boolean, List, Nested, Raw, String

from knowledge.pack import FactSpec
from web.api.paging import PageQuery, cut, page_of
from web.i18n import gettext
from web.pack import pack

bp = APIBlueprint("api_questions", __name__, url_prefix="/api/v1", tag="资格")


class OptionOut(Schema):
    value = Raw(required=True, metadata={"type": ["string", "integer", "boolean"]})
    label = String(required=True)


class QuestionOut(Schema):
    id = String(required=True)
    type = String(required=True, metadata={"description": "boolean integer enum set date month"})
    prompt = String(required=True)
    help = String(required=True)
    why = String(required=True)
    sensitive = Boolean(required=True)
    options = List(Nested(OptionOut), required=True)
    unit = String(required=True, allow_none=True)


@bp.get("/questions")
@bp.input(PageQuery, location="query")
@bp.output(page_of(QuestionOut, "QuestionPage"))
@bp.doc(summary="可能会问的事实")
def questions(query_data: dict[str, Any]) -> dict[str, Any]:
    page = cut(list(pack().facts.values()), lambda s: s.id, query_data, query_data["limit"])
    return {**page, "items": [_question(spec) for spec in page["items"]]}


def options_of(spec: FactSpec) -> list[dict[str, Any]]:
    if spec.type == "boolean" and not spec.options:
        return [{"value": True, "label": gettext("是")}, {"value": False, "label": gettext("不是")}]
    return [{"value": value, "label": label} for value, label in spec.options]


def _question(spec: FactSpec) -> dict[str, Any]:
    asked = ("id", "type", "prompt", "help", "why", "sensitive", "unit")
    return {**{name: getattr(spec, name) for name in asked}, "options": options_of(spec)}
