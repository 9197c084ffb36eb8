"""From somebody's facts to what they can get; how it is decided is `knowledge`'s.

Nothing of a screening is kept. Knows no page and no conversation.
"""

from __future__ import annotations

import re
from typing import Any

from apiflask import APIBlueprint, Schema
from apiflask.fields import Boolean, Date, List, Nested, String
from flask import Response, jsonify

from knowledge.eligibility import Result, screen
from knowledge.errors import FactError
from knowledge.pack import FactSpec
from knowledge.questions import next_question
from web.api import fields
from web.api.questions import OptionOut, options_of
from web.api.refusing import refuse
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
from web.pack import pack

PLAIN_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
EXAMPLE = {"facts": {"applicant": "resident", "age": 82, "local_hukou": True}}
bp = APIBlueprint("api_screenings", __name__, url_prefix="/api/v1", tag="资格")


class ScreeningIn(fields.Asked):
    facts = fields.table(
        required=True,
        metadata={"description": "已知的事实；没有的就是不知道，null 是问过、不知道"},
    )
    as_of = fields.day(metadata={"description": "按哪一天算，默认今天（北京时间）"})


class ReasonOut(Schema):
    criterion = String(required=True)
    fact = String(required=True, allow_none=True)
    met = Boolean(required=True, allow_none=True)


class ConflictOut(Schema):
    benefit_id = String(required=True)
    certainty = String(required=True)
    says = String(required=True)


class ResultOut(Schema):
    benefit_id = String(required=True)
    status = fields.choice(("eligible", "likely", "unknown", "ineligible"), required=True)
    amount = Nested(AmountOut, required=True, allow_none=True)
    reasons = List(Nested(ReasonOut), required=True)
    missing = List(String(), required=True)
    open = List(String(), required=True)
    near_miss = String(required=True, allow_none=True)
    certainty = String(required=True, metadata={"description": CERTAINTY})
    conflicts = List(Nested(ConflictOut), required=True)
    apply = Nested(ApplyOut, required=True)
    sources = List(Nested(SourceOut), required=True)


class NextQuestionOut(Schema):
    fact = String(required=True)
    prompt = String(required=True)
    why = String(required=True)
    options = List(Nested(OptionOut), required=True)


class ScreeningOut(Schema):
    as_of = Date(required=True)
    results = List(Nested(ResultOut), required=True)
    next_question = Nested(NextQuestionOut, required=True, allow_none=True)


@bp.post("/screenings")
@bp.input(ScreeningIn, example=EXAMPLE)
@bp.output(ScreeningOut)
@bp.doc(summary="按事实看能享受什么", description="什么也不保存。")
def screenings(json_data: dict[str, Any]) -> Response:
    day, facts = json_data.get("as_of") or today(), json_data["facts"]
    try:
        results = screen(pack(), facts, day)
    except FactError as wrong:
        # A name that is no fact is the caller's own text: it is repeated only if it is a plain name.
        refuse(wrong.fact if PLAIN_NAME.fullmatch(wrong.fact) else "facts", wrong.says)
    asked = next_question(pack(), facts, results)
    # Written as it is: taking every reason through the schema again takes longer than judging them.
    return jsonify(
        as_of=day.isoformat(),
        results=[result_out(result) for result in results],
        next_question=_next(asked) if asked else None,
    )


def result_out(result: Result) -> dict[str, Any]:
    benefit = result.benefit
    return {
        "benefit_id": benefit.id,
        "status": result.status,
        "amount": amount(result.amount),
        "reasons": [reason._asdict() for reason in result.reasons],
        "missing": list(result.missing),
        "open": [point.says for point in result.open],
        "near_miss": result.near_miss,
        "certainty": result.certainty,
        "conflicts": [
            {"benefit_id": each.benefit, "certainty": each.certainty, "says": each.says}
            for each in benefit.conflicts
        ],
        "apply": apply(benefit),
        "sources": sources((result.version or latest(benefit)).sources),
    }


def _next(spec: FactSpec) -> dict[str, Any]:
    named = {"fact": spec.id, "prompt": spec.prompt, "why": spec.why}
    return {**named, "options": options_of(spec)}
