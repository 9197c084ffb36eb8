"""What an institution saves: from its own figures or from a price a source gives, and never from a guess."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from knowledge.pack import Pack, Tariff
from knowledge.tariffs import Bill, estimate

USED: dict[str, Any] = {
    "monthly_usage": Decimal(5000),
    "current_unit_price": Decimal("0.8"),
    "residential_unit_price": Decimal("0.55"),
}
TELEVISION: dict[str, Any] = {
    "monthly_fee": Decimal(25),
    "resident_standard_fee": Decimal(24),
}


def bill(utility: str = "electricity", **given: Any) -> Bill:
    own = {"provider_kind": "eldercare", "provider_registered": True, **given}
    return Bill(utility=utility, **own)


def priced(pack: Pack, *prices: float | None) -> Pack:
    """The pack with these prices for institutions' electricity."""
    old: Tariff = pack.tariffs["electricity"]
    rates = [dict(rate) for rate in old.rates]
    own = [rate for rate in rates if rate["for"] == "nonresidential_at_residential_price"]
    for rate, price in zip(own, prices, strict=True):
        rate.update(price=price, certainty="cited", source="某价目表")
    return replace(pack, tariffs={**pack.tariffs, "electricity": replace(old, rates=tuple(rates))})


def test_ones_own_prices_and_use_make_the_saving(pack: Pack, today: date) -> None:
    found = estimate(pack, bill(**USED), today)

    assert found.entitled is True
    assert (found.current_cost, found.entitled_cost) == (Decimal("4000.00"), Decimal("2750.00"))
    assert (found.monthly_saving, found.yearly_saving) == (Decimal("1250.00"), Decimal("15000.00"))


def test_without_a_price_nothing_is_guessed_and_it_is_said(pack: Pack, today: date) -> None:
    found = estimate(pack, bill(monthly_usage=Decimal(5000)), today)

    assert found.entitled is True
    assert (found.unit_price, found.entitled_cost, found.monthly_saving) == (None, None, None)
    assert found.certainty == "unconfirmed"
    assert "没有核到" in found.reasons[-1].criterion


@pytest.mark.parametrize(
    ("prices", "price"), [((0.5, 0.5), Decimal("0.5")), ((0.5, 0.4), None), ((0.5, None), None)]
)
def test_a_price_that_a_source_gives_is_used_if_it_is_the_only_one(
    pack: Pack, today: date, prices: tuple[float | None, ...], price: Decimal | None
) -> None:
    assert estimate(priced(pack, *prices), bill(), today).unit_price == price


def test_nobody_unregistered_is_promised_a_saving(pack: Pack, today: date) -> None:
    found = estimate(pack, bill(provider_registered=False, **USED), today)

    assert found.entitled is False
    assert found.current_cost == Decimal("4000.00")
    assert (found.entitled_cost, found.monthly_saving, found.yearly_saving) == (None, None, None)
    assert found.near_miss == "完成备案后即可"


def test_while_registration_is_unknown_the_saving_is_too(pack: Pack, today: date) -> None:
    found = estimate(pack, bill(provider_registered=None, **USED), today)

    assert found.entitled is None
    assert found.entitled_cost == Decimal("2750.00")
    assert found.monthly_saving is None


def test_television_costs_half_of_what_a_household_pays(pack: Pack, today: date) -> None:
    found = estimate(pack, bill("cable_tv", **TELEVISION), today)

    assert found.entitled_cost == Decimal("12.00")
    assert found.yearly_saving == Decimal("156.00")


@pytest.mark.parametrize("registered", [True, False, None])
def test_television_is_not_for_childcare(pack: Pack, today: date, registered: bool | None) -> None:
    own = {"provider_kind": "childcare", "provider_registered": registered}
    found = estimate(pack, bill("cable_tv", **own, **TELEVISION), today)

    assert found.entitled is False
    assert found.monthly_saving is None


def test_water_and_gas_rest_on_the_lists(pack: Pack, today: date) -> None:
    for utility in ("water", "gas"):
        found = estimate(pack, bill(utility, provider_kind="childcare", **USED), today)

        assert found.entitled is True
        assert {"eldercare-13", "childcare-16"} <= {source.id for source in found.sources}
