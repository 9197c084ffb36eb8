"""What is left to pay: the cap and the share both hold, only sure money counts, and a place has to take vouchers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from knowledge.eligibility import Result, screen
from knowledge.netcost import Fees, NetCost, net_cost
from knowledge.pack import Amount, Pack

PERSON = {"applicant": "resident", "age": 82, "care_level": "moderate"}
INFANT = {"applicant": "child", "child_birth_month": "2026-03"}


def yuan(value: object) -> Decimal:
    return Decimal(str(value))


def fees(low: int | None = 3000, high: int | None = 5000, **given: Any) -> Fees:
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    return Fees(*ends, **{"setting": "institution", **given})


def cost(
    pack: Pack, day: date, takes: bool | None = None, of: Fees | None = None, **facts: Any
) -> NetCost:
    return net_cost(of or fees(), takes, screen(pack, {**PERSON, **facts}, day))


def test_what_is_left_is_a_least_where_only_a_most_was_taken_off(pack: Pack, today: date) -> None:
    """Of a fee whose low end nobody knows, only the most can be said, and that is no least."""
    (capped,) = cost(pack, today, True).lines
    (top,) = cost(pack, today, True, fees(None, 5000)).lines
    (bare,) = cost(pack, today, False).lines

    assert (capped.at_least, top.at_least, bare.at_least) == (True, False, False)
    assert [step.at_most for step in top.steps] == [True]


def test_the_cap_holds_where_the_share_is_more(pack: Pack, today: date) -> None:
    (line,) = cost(pack, today, True).lines

    assert (line.low, line.high) == (yuan(2200), yuan(4200))
    (step,) = line.steps
    assert (step.low, step.at_most) == (yuan(800), True)
    assert step.share is not None
    assert (step.share.percent, step.share.certainty) == (40, "unconfirmed")


@pytest.mark.parametrize(("setting", "off"), [("institution", 400), ("home", 500), (None, 400)])
def test_the_share_holds_where_the_cap_is_more(
    pack: Pack, today: date, setting: str | None, off: int
) -> None:
    of = fees(1000, 1000, setting=setting)

    assert cost(pack, today, True, of=of).lines[0].steps[0].low == yuan(off)


def test_a_place_that_may_take_vouchers_has_two_lines(pack: Pack, today: date) -> None:
    without, designated = cost(pack, today).lines

    assert (without.steps, without.low, without.high) == ((), yuan(3000), yuan(5000))
    assert designated.if_designated
    assert (designated.low, designated.high) == (yuan(2200), yuan(4200))


def test_a_place_known_not_to_take_vouchers_has_one_line_and_says_why(
    pack: Pack, today: date
) -> None:
    found = cost(pack, today, False)

    assert [(line.steps, line.low) for line in found.lines] == [((), yuan(3000))]
    assert ("disability_care_voucher", "这一家不是消费券定点，没有减") in [
        (result.benefit.id, why) for result, why in found.left_out
    ]


def test_what_is_only_likely_is_never_subtracted(pack: Pack, today: date) -> None:
    found = cost(pack, today, True, care_level=None, care_hint=["severe"])

    assert found.lines[0].steps == ()
    assert ("disability_care_voucher", "只是可能可以，没有减") in [
        (result.benefit.id, why) for result, why in found.left_out
    ]


def test_an_unconfirmed_amount_is_named_and_not_subtracted(pack: Pack, today: date) -> None:
    sure = {"local_hukou": True, "disability_grade": 1, "income_status": "none"}
    found = cost(pack, today, True, **sure)

    assert [step.benefit_id for step in found.lines[0].steps] == ["disability_care_voucher"]
    assert ("disability_nursing_subsidy", "金额没有核实，没有减") in [
        (result.benefit.id, why) for result, why in found.left_out
    ]


@pytest.mark.parametrize("certainty", ["confirmed", "unconfirmed"])
def test_of_two_that_may_exclude_each_other_only_one_is_sure(
    pack: Pack, today: date, certainty: str
) -> None:
    """Even where nobody has confirmed that they do: a sum that may not come is not promised."""
    less = _in_money(pack, today, ("disability_nursing_subsidy", 130, certainty))
    more = _in_money(pack, today, ("elder_nursing_subsidy", 200, certainty))
    found = net_cost(fees(), True, [less, more])

    assert [step.benefit_id for step in found.lines[0].steps] == ["elder_nursing_subsidy"]
    assert found.lines[0].low == yuan(2800)
    assert [(result.benefit.id, why) for result, why in found.left_out] == [
        ("disability_nursing_subsidy", "和另一样只能选一样，或者能不能一起领没有核到，没有减")
    ]


@pytest.mark.parametrize(
    ("low", "high", "off", "at_most"),
    [
        (130, None, 130, False),
        (130, 200, 130, False),
        (130, 130, 130, False),
        (None, 200, 200, True),
    ],
)
def test_of_money_from_so_much_to_so_much_the_least_is_sure(
    pack: Pack, today: date, low: float | None, high: float | None, off: int, at_most: bool
) -> None:
    result = _in_money(pack, today, ("elder_nursing_subsidy", 0, "confirmed"))
    amount = Amount(low, high, "CNY/month", "cash", "stated")
    (step,) = net_cost(fees(), None, [replace(result, amount=amount)]).lines[0].steps

    assert (step.low, step.at_most) == (yuan(off), at_most)


def test_money_by_the_year_is_spread_over_its_months(pack: Pack, today: date) -> None:
    (line,) = net_cost(fees(), None, screen(pack, INFANT, today)).lines

    assert [step.low for step in line.steps] == [yuan(300)]
    assert (line.low, line.high) == (yuan(2700), yuan(4700))


def test_nothing_becomes_less_than_nothing(pack: Pack, today: date) -> None:
    (line,) = net_cost(fees(200, 200), None, screen(pack, INFANT, today)).lines

    assert line.low == 0


def test_an_unknown_end_stays_unknown(pack: Pack, today: date) -> None:
    (line,) = cost(pack, today, True, of=fees(3000, None)).lines

    assert (line.low, line.high) == (yuan(2200), None)


def test_a_fee_by_the_day_is_left_as_it_is(pack: Pack, today: date) -> None:
    (line,) = cost(pack, today, True, of=fees(unit="CNY/day")).lines

    assert (line.steps, line.low) == ((), yuan(3000))


def test_a_service_is_no_money(pack: Pack, today: date) -> None:
    found = [_as_service(each) for each in screen(pack, PERSON, today)]

    assert net_cost(fees(), True, found).lines[0].steps == ()


def _in_money(pack: Pack, day: date, given: tuple[str, float, str]) -> Result:
    """As it would be once staff have given its amount, with its conflicts of this certainty."""
    name, sum_, certainty = given
    result = next(each for each in screen(pack, PERSON, day) if each.benefit.id == name)
    conflicts = tuple(replace(each, certainty=certainty) for each in result.benefit.conflicts)
    amount = Amount(sum_, sum_, "CNY/month", "cash", "stated")
    benefit = replace(result.benefit, conflicts=conflicts)
    return replace(result, benefit=benefit, status="eligible", amount=amount, certainty="stated")


def _as_service(result: Result) -> Result:
    service = Amount(100, 100, "CNY/month", "service", "stated")
    return replace(result, status="eligible", amount=service, certainty="stated")
