"""What the residential price class saves an institution, by its own bill; reckoned in `knowledge.tariffs`.

Nothing of a bill is kept.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from apiflask import APIBlueprint, Schema
from apiflask.fields import Boolean, Float, List, Nested, String

from knowledge.tariffs import UTILITIES, Bill, Estimate, estimate
from web.api import fields
from web.api.screenings import ReasonOut
from web.api.shared import CERTAINTY, SourceOut, sources
from web.clock import today
from web.pack import pack

USAGE_MOST, PRICE_MOST, FEE_MOST = 1_000_000_000, 10_000, 100_000_000
FIGURES = (
    "monthly_usage",
    "current_unit_price",
    "residential_unit_price",
    "monthly_fee",
    "resident_standard_fee",
)
OWN = ("utility", "provider_kind", "provider_registered")
COSTS = ("unit_price", "current_cost", "entitled_cost", "monthly_saving", "yearly_saving")
EXAMPLE = {
    "provider_kind": "eldercare",
    "provider_registered": True,
    "utility": "electricity",
    "monthly_usage": 5000,
    "current_unit_price": 0.8,
    "residential_unit_price": 0.55,
}
bp = APIBlueprint("api_tariffs", __name__, url_prefix="/api/v1", tag="资格")


def _figure(most: float, says: str) -> Any:
    described = {"description": says}
    return fields.exact(0, most, allow_none=True, load_default=None, metadata=described)


class BillIn(fields.Asked):
    provider_kind = fields.choice(("eldercare", "childcare"), allow_none=True, load_default=None)
    provider_registered = fields.true_or_false(
        allow_none=True, load_default=None, metadata={"description": "已备案；null 是不清楚"}
    )
    utility = fields.choice(UTILITIES, required=True)
    monthly_usage = _figure(USAGE_MOST, "一个月用多少度、多少方")
    current_unit_price = _figure(PRICE_MOST, "现在的单价，元")
    residential_unit_price = _figure(PRICE_MOST, "机构按居民价的单价，元")
    monthly_fee = _figure(
        FEE_MOST, "有线电视：一个终端现在一个月多少元；水电气：不知道单价时一个月的钱"
    )
    resident_standard_fee = _figure(FEE_MOST, "居民家一个终端的标准，元/月")


class EstimateOut(Schema):
    entitled = Boolean(required=True, allow_none=True)
    unit_price = Float(required=True, allow_none=True)
    current_cost = Float(required=True, allow_none=True)
    entitled_cost = Float(
        required=True,
        allow_none=True,
        metadata={"description": "享受以后一个月多少；不享受是 null"},
    )
    monthly_saving = Float(required=True, allow_none=True)
    yearly_saving = Float(required=True, allow_none=True)
    certainty = String(required=True, metadata={"description": CERTAINTY})
    reasons = List(Nested(ReasonOut), required=True)
    sources = List(Nested(SourceOut), required=True)


@bp.post("/tariffs/estimate")
@bp.input(BillIn, example=EXAMPLE)
@bp.output(EstimateOut)
@bp.doc(summary="水电气、有线电视能省多少", description="按您自己的单价和用量算，什么也不保存。")
def tariffs_estimate(json_data: dict[str, Any]) -> dict[str, Any]:
    own: dict[str, Any] = {name: json_data[name] for name in OWN}
    own |= {name: _decimal(json_data[name]) for name in FIGURES}
    return _plain(estimate(pack(), Bill(**own), today()))


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _plain(found: Estimate) -> dict[str, Any]:
    return {
        "entitled": found.entitled,
        **{name: getattr(found, name) for name in COSTS},
        "certainty": found.certainty,
        "reasons": [reason._asdict() for reason in found.reasons],
        "sources": sources(found.sources),
    }
