"""What an institution pays for electricity, water, gas and cable television, and what the policy would save it.

The price is the institution's own or one that a source gives; a blank price stays blank. Who is entitled is
decided by the benefits, not here. Knows nothing of forms and of JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from knowledge.eligibility import ELIGIBLE, INELIGIBLE, Result, judge
from knowledge.facts import derive
from knowledge.pack import Benefit, Pack, Source, Tariff, Version
from knowledge.verdicts import Reason

CABLE_TV = "cable_tv"
UTILITIES = ("electricity", "water", "gas", CABLE_TV)
BENEFITS: Mapping[str, str] = {CABLE_TV: "cable_tv_half"}
PRICING = "residential_utility_pricing"
INSTITUTION = "nonresidential_at_residential_price"
FEN, MONTHS_A_YEAR = Decimal("0.01"), 12
ENTITLED = {ELIGIBLE: True, INELIGIBLE: False}


@dataclass(frozen=True)
class Bill:
    """What an institution knows of itself and of its bill; None is what it does not know.

    Cable television is counted by the terminal: `monthly_fee` is what one costs now,
    `resident_standard_fee` what a household pays for one.
    """

    utility: str
    provider_kind: str | None = None
    provider_registered: bool | None = None
    monthly_usage: Decimal | None = None
    current_unit_price: Decimal | None = None
    residential_unit_price: Decimal | None = None
    monthly_fee: Decimal | None = None
    resident_standard_fee: Decimal | None = None


@dataclass(frozen=True)
class Estimate:
    """Fields as in the public contract; `entitled_cost` is what it would be once entitled."""

    entitled: bool | None
    unit_price: Decimal | None
    current_cost: Decimal | None
    entitled_cost: Decimal | None
    monthly_saving: Decimal | None
    yearly_saving: Decimal | None
    certainty: str
    reasons: tuple[Reason, ...]
    sources: tuple[Source, ...]
    near_miss: str | None = None


def estimate(pack: Pack, bill: Bill, day: date) -> Estimate:
    benefit, tariff = pack.benefits[benefit_of(bill.utility)], pack.tariffs[bill.utility]
    found = judge(benefit, _facts(bill, day), day)
    entitled = ENTITLED.get(found.status)
    price, certainty = _price(bill, tariff)
    current, reduced = _costs(bill, price)
    if entitled is False:
        price = reduced = None
    saving = current - reduced if entitled and current is not None and reduced is not None else None
    return Estimate(
        entitled=entitled,
        unit_price=price,
        current_cost=current,
        entitled_cost=reduced,
        monthly_saving=saving,
        yearly_saving=None if saving is None else saving * MONTHS_A_YEAR,
        certainty=found.certainty if entitled is False else certainty,
        reasons=(*_reasons(found), *_blanks(tariff, price, entitled)),
        sources=_sources(benefit, found.version, tariff),
        near_miss=found.near_miss,
    )


def benefit_of(utility: str) -> str:
    return BENEFITS.get(utility, PRICING)


def _facts(bill: Bill, day: date) -> dict[str, object]:
    own = {"provider_kind": bill.provider_kind, "provider_registered": bill.provider_registered}
    known = {name: value for name, value in own.items() if value is not None}
    return derive({"applicant": "provider", **known}, day)


def _price(bill: Bill, tariff: Tariff) -> tuple[Decimal | None, str]:
    """The price once entitled and how sure it is: the institution's own figure, else the one a source gives.

    Where the source has several, for one voltage or another, none of them is guessed.
    """
    cable = bill.utility == CABLE_TV
    own = bill.resident_standard_fee if cable else bill.residential_unit_price
    share = Decimal("0.5") if cable else Decimal(1)
    if own is not None:
        return own * share, "stated"
    rates = [r for r in tariff.rates if r["for"] == ("residential" if cable else INSTITUTION)]
    prices = {rate["price"] for rate in rates}
    if len(prices) != 1 or None in prices:
        return None, "unconfirmed"
    certainty = "unconfirmed" if any(r["certainty"] == "unconfirmed" for r in rates) else "cited"
    return Decimal(str(prices.pop())) * share, certainty


def _costs(bill: Bill, price: Decimal | None) -> tuple[Decimal | None, Decimal | None]:
    """A month as it is and as it would be."""
    if bill.utility == CABLE_TV:
        return _money(bill.monthly_fee), _money(price)
    usage, now = bill.monthly_usage, bill.current_unit_price
    current = usage * now if usage is not None and now is not None else bill.monthly_fee
    return _money(current), _money(
        usage * price if usage is not None and price is not None else None
    )


def _money(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(FEN, ROUND_HALF_UP)


def _reasons(found: Result) -> tuple[Reason, ...]:
    return found.reasons or tuple(Reason(point.says, None, None) for point in found.open)


def _blanks(tariff: Tariff, price: Decimal | None, entitled: bool | None) -> tuple[Reason, ...]:
    """Why there is no figure, where there is none."""
    if price is not None or entitled is False:
        return ()
    return tuple(Reason(point.says, None, None) for point in tariff.open[:1])


def _sources(benefit: Benefit, version: Version | None, tariff: Tariff) -> tuple[Source, ...]:
    latest = version or max(benefit.versions, key=lambda each: each.start)
    own = {source.locator: source for source in latest.sources}
    priced = {rate["source"] for rate in tariff.rates if rate["price"] and rate["source"]}
    added = {s.locator: s for s in tariff.sources if s.locator in priced}
    return tuple({**own, **added}.values())
