"""Parts that several answers are made of: an amount, where to apply, what it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from apiflask import Schema
from apiflask.fields import Float, List, String

from knowledge.pack import Amount, Benefit, Source, Version

CERTAINTY = "stated：方案写明；cited：国家或省里的文件写明；unconfirmed：没有核实"


class AmountOut(Schema):
    min = Float(required=True, allow_none=True, metadata={"description": "null 读作“最高”"})
    max = Float(required=True, allow_none=True, metadata={"description": "null 读作“至少”"})
    unit = String(required=True, metadata={"description": "CNY/month CNY/year CNY/once percent"})
    form = String(
        required=True,
        metadata={
            "description": "cash service voucher tax_deduction reduction price_class price_floor；"
            "只有 cash、voucher 能相加"
        },
    )


class ApplyOut(Schema):
    where = String(required=True)
    documents = List(String(), required=True)
    online = String(required=True, allow_none=True)


class SourceOut(Schema):
    id = String(required=True, allow_none=True)
    locator = String(required=True)
    url = String(required=True, allow_none=True)


def amount(value: Amount | None) -> dict[str, Any] | None:
    if value is None:
        return None
    return {
        "min": _plain(value.min),
        "max": _plain(value.max),
        "unit": value.unit,
        "form": value.form,
    }


def apply(benefit: Benefit) -> dict[str, Any]:
    how = benefit.apply
    return {"where": how.where, "documents": list(how.documents), "online": how.online}


def sources(of: Iterable[Source]) -> list[dict[str, Any]]:
    return [{"id": each.id, "locator": each.locator, "url": each.url} for each in of]


def latest(benefit: Benefit) -> Version:
    """The version whose documents still tell where the benefit came from when none is in force."""
    return max(benefit.versions, key=lambda version: version.start)


def _plain(value: float | None) -> float | None:
    """1500, not 1500.0."""
    return int(value) if value is not None and value == int(value) else value
