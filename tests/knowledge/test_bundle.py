"""What goes together: conflicts as alternatives, the best choice against one found by trying everything."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations
from random import Random

import pytest

from knowledge.bundle import Bundle, bundle, countable, worth
from knowledge.eligibility import Result, screen
from knowledge.pack import Amount, Conflict, Pack

TODAY = date(2026, 11, 24)
UNITS = ("CNY/month", "CNY/year", "CNY/once")


def a_result(pack: Pack, name: str, amount: Amount | None, status: str = "eligible") -> Result:
    benefit = replace(pack.benefits["old_age_allowance"], id=name, conflicts=())
    return Result(benefit, status, (), amount=amount)


def in_conflict(one: Result, other: Result, certainty: str = "confirmed") -> Result:
    said = Conflict(other.benefit.id, certainty, "不能同时领")
    benefit = replace(one.benefit, conflicts=(*one.benefit.conflicts, said))
    return replace(one, benefit=benefit)


def cash(low: float | None, high: float | None = None, unit: str = "CNY/month") -> Amount:
    return Amount(low, high, unit, "cash")


def names(results: tuple[Result, ...]) -> list[str]:
    return [result.benefit.id for result in results]


def test_of_two_that_conflict_the_one_worth_more_in_a_year_is_chosen(pack: Pack) -> None:
    monthly, yearly = (
        a_result(pack, "monthly", cash(100)),
        a_result(pack, "yearly", cash(1100, None, "CNY/year")),
    )
    found = bundle([in_conflict(yearly, monthly), monthly])

    assert (names(found.chosen), names(found.left_out)) == (["monthly"], ["yearly"])
    assert found.sums == (cash(100),)


def test_an_unconfirmed_conflict_drops_nothing_and_is_shown(pack: Pack) -> None:
    one, other = a_result(pack, "one", cash(100)), a_result(pack, "other", cash(90))
    found = bundle([in_conflict(one, other, "unconfirmed"), other])

    assert (names(found.chosen), found.left_out) == (["one", "other"], ())
    assert [pair.certainty for pair in found.alternatives] == ["unconfirmed"]


def test_an_unknown_amount_decides_nothing(pack: Pack) -> None:
    known, blank = a_result(pack, "known", cash(100)), a_result(pack, "blank", None)
    found = bundle([in_conflict(known, blank), blank])

    assert (names(found.chosen), found.left_out, len(found.alternatives)) == (["known"], (), 1)


def test_a_one_off_is_not_weighed_against_a_monthly_payment(pack: Pack) -> None:
    once, monthly = (
        a_result(pack, "once", cash(9000, 9000, "CNY/once")),
        a_result(pack, "monthly", cash(10)),
    )

    assert names(bundle([in_conflict(once, monthly), monthly]).chosen) == ["once", "monthly"]


@pytest.mark.parametrize("form", ["service", "tax_deduction", "reduction", "price_class"])
def test_only_cash_and_vouchers_enter_a_sum(pack: Pack, form: str) -> None:
    result = a_result(pack, "given", replace(cash(100), form=form))

    assert bundle([result]).sums == ()


@pytest.mark.parametrize("status", ["likely", "unknown", "ineligible"])
def test_only_a_plain_yes_enters_a_sum(pack: Pack, status: str) -> None:
    assert bundle([a_result(pack, "maybe", cash(100), status)]).sums == ()


def test_the_conflict_both_sides_name_is_shown_once(pack: Pack) -> None:
    facts = {"applicant": "resident", "age": 70, "local_hukou": True, "care_level": "total"}
    facts |= {"income_status": "low_income_allowance", "disability_grade": 1}
    (pair,) = bundle(screen(pack, facts, TODAY)).alternatives

    assert {pair.one.benefit.id, pair.other.benefit.id} == {
        "disability_nursing_subsidy",
        "elder_nursing_subsidy",
    }


def random_results(pack: Pack, chance: Random) -> list[Result]:
    found = [
        a_result(pack, f"b{number}", an_amount(chance)) for number in range(chance.randint(1, 9))
    ]
    for one, other in combinations(range(len(found)), 2):
        if chance.random() < 0.3:
            certainty = chance.choice(("confirmed", "confirmed", "unconfirmed"))
            found[one] = in_conflict(found[one], found[other], certainty)
    return found


def an_amount(chance: Random) -> Amount | None:
    if chance.random() < 0.1:
        return None
    low = chance.choice((None, *range(0, 500, 50)))
    high = chance.choice((None, (low or 0) + chance.randrange(200)))
    return Amount(low, high, chance.choice(UNITS), chance.choice(("cash", "voucher", "service")))


def allowed(results: tuple[Result, ...]) -> bool:
    """No two of them in a confirmed conflict that can be compared."""
    once = {r.benefit.id: r.amount.unit == "CNY/once" for r in results if r.amount}
    said = ((r.benefit.id, c) for r in results for c in r.benefit.conflicts)
    return not any(
        c.certainty == "confirmed" and c.benefit in once and once[c.benefit] == once[name]
        for name, c in said
    )


def by_trying_everything(results: list[Result]) -> tuple[float, float]:
    counted = [result for result in results if countable(result)]
    every = (some for size in range(len(counted) + 1) for some in combinations(counted, size))
    return max(worth(some) for some in every if allowed(some))


@pytest.mark.parametrize("seed", range(300))
def test_the_best_choice_is_the_one_found_by_trying_everything(pack: Pack, seed: int) -> None:
    results = random_results(pack, Random(seed))
    found: Bundle = bundle(results)

    assert allowed(found.chosen)
    assert worth(found.chosen) == by_trying_everything(results)
    assert len(found.chosen) + len(found.left_out) == sum(map(countable, results))
