"""The price of one rate of one utility, as staff learned it from a price list.

Knows nothing of anybody's bill.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from knowledge.overlays.revising import settle_policies, wanted
from knowledge.overlays.statement import Overlay, OverlayError, number, only
from knowledge.pack import Pack, Tariff

INSTITUTION = "nonresidential_at_residential_price"
PRICE_MOST = 1000
ALL = ""
# Which rates a point waits for: those of one sort of user, or all of them.
WAITS = {
    "institution_price": INSTITUTION,
    "commercial_price": "commercial",
    "resident_standard": "residential",
    "prices": ALL,
}
UTILITIES = ("electricity", "water", "gas")
PRICING = "residential_utility_pricing"


def tariff(pack: Pack, overlay: Overlay, day: date) -> Pack:
    """`{rate, price}`: the price of the rate with that id."""
    only(overlay.value, ("rate", "price"))
    old = wanted(pack.tariffs, overlay.target, "价目")
    price = number(overlay.value.get("price"), "value.price", PRICE_MOST)
    if price is None:
        raise OverlayError("value.price", "要填单价，如 0.5；不知道就先不填这一条")
    rates = [dict(rate) for rate in old.rates]
    rate = next((each for each in rates if each["id"] == overlay.value.get("rate")), None)
    if rate is None:
        known = "、".join(str(each["id"]) for each in rates)
        raise OverlayError("value.rate", f"要写明是哪一个价，可写：{known}")
    since = overlay.from_day.isoformat()
    rate.update(price=price, certainty="cited", source=overlay.source, as_of=since)
    sources = (overlay.said, *(source for source in old.sources if source != overlay.said))
    new = replace(old, rates=tuple(rates), sources=sources)
    new = replace(new, open=tuple(p for p in new.open if not _settled(new, p.id)))
    return _closed(replace(pack, tariffs={**pack.tariffs, new.id: new}))


def _settled(tariff: Tariff, point: str) -> bool:
    sort = WAITS.get(point)
    waited = [r for r in tariff.rates if sort is not None and sort in (ALL, r["for"])]
    return bool(waited) and all(rate["price"] is not None for rate in waited)


def _closed(pack: Pack) -> Pack:
    """Once every utility has its price for institutions, their policies have nothing open about it."""
    used = [pack.tariffs[each] for each in UTILITIES if each in pack.tariffs]
    if all(rate["price"] is not None for each in used for rate in paid(each)):
        return settle_policies(pack, pack.benefits[PRICING].policies, ("prices",))
    return pack


def paid(tariff: Tariff) -> list[Mapping[str, Any]]:
    """The rates an institution pays, or for cable television the standard that is halved."""
    sort = INSTITUTION if tariff.id in UTILITIES else "residential"
    return [rate for rate in tariff.rates if rate["for"] == sort]
