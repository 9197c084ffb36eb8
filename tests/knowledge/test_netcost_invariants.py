"""Whoever it is and whatever the place charges: never below nothing, never more off than is sure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.eligibility import ELIGIBLE, Result, screen
from knowledge.netcost import Fees, Line, net_cost
from knowledge.pack import Pack
from tests.knowledge.people import a_person, with_gaps

DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))
FEE = st.none() | st.decimals(0, 20_000, places=2)
FEN = Decimal("0.01")


@st.composite
def fees(draw: st.DrawFn) -> Fees:
    low, high = draw(FEE), draw(FEE)
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
    unit = draw(st.sampled_from(["CNY/month", "CNY/month", "CNY/day", "CNY/hour", "CNY/meal"]))
    return Fees(low, high, unit, draw(st.sampled_from(["institution", "home", None])))


def people(pack: Pack, kind: str, seed: int, day: date) -> tuple[Result, ...]:
    chance = Random(seed)
    return tuple(screen(pack, with_gaps(a_person(kind, chance, day), chance), day))


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    of=fees(), takes=st.sampled_from([True, False, None]), seed=st.integers(0, 10**6), day=DAYS,
    kind=st.sampled_from(["resident", "child"]),
)  # fmt: skip
def test_a_net_cost_promises_only_what_is_sure(
    pack: Pack, of: Fees, takes: bool | None, seed: int, day: date, kind: str
) -> None:
    results = people(pack, kind, seed, day)
    found = net_cost(of, takes, results)
    by_id = {result.benefit.id: result for result in results}

    assert [line.if_designated for line in found.lines] in ([False], [False, True])
    assert takes is None or len(found.lines) == 1
    for line in found.lines:
        _adds_up(line, of)
        for step in line.steps:
            result = by_id[step.benefit_id]
            assert result.status == ELIGIBLE
            assert result.amount is not None
            assert "unconfirmed" not in (result.certainty, result.amount.certainty)
            assert step.form in ("cash", "voucher")
            assert step.form == "cash" or takes or line.if_designated
        _excludes_nothing(line, by_id)
    if of.unit != "CNY/month":
        assert [line.steps for line in found.lines] == [()]


def _excludes_nothing(line: Line, by_id: dict[str, Result]) -> None:
    """No two of a line say, surely or perhaps, that they do not go together."""
    drawn = {step.benefit_id for step in line.steps}
    for name in drawn:
        assert drawn.isdisjoint(each.benefit for each in by_id[name].benefit.conflicts)


def _adds_up(line: Line, of: Fees) -> None:
    """What is left and what was taken off make the fee, to the fen."""
    for end in ("low", "high"):
        fee, left = getattr(of, end), getattr(line, end)
        assert (left is None) == (fee is None)
        if fee is not None:
            off = [getattr(step, end) for step in line.steps]
            assert all(each >= 0 for each in off)
            assert 0 <= left <= fee
            assert left + sum(off) == fee
            for step in line.steps:
                if step.share:
                    share = fee * Decimal(str(step.share.percent)) / 100
                    assert getattr(step, end) <= share + FEN


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(of=fees(), seed=st.integers(0, 10**6), day=DAYS, kind=st.sampled_from(["resident", "child"]))
def test_knowing_whether_vouchers_are_taken_picks_one_of_the_two_lines(
    pack: Pack, of: Fees, seed: int, day: date, kind: str
) -> None:
    results = people(pack, kind, seed, day)
    open_ = net_cost(of, None, results).lines
    (taken,), (refused,) = (net_cost(of, takes, results).lines for takes in (True, False))

    assert refused == open_[0]
    assert (taken.steps, taken.low, taken.high) == (open_[-1].steps, open_[-1].low, open_[-1].high)
    for one, other in ((taken.low, refused.low), (taken.high, refused.high)):
        assert one is None or other is None or one <= other


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(of=fees(), seed=st.integers(0, 10**6), day=DAYS)
def test_what_is_named_as_left_out_is_in_no_sum(pack: Pack, of: Fees, seed: int, day: date) -> None:
    found = net_cost(of, None, people(pack, "resident", seed, day))
    summed = {step.benefit_id for line in found.lines for step in line.steps}

    assert summed.isdisjoint(result.benefit.id for result, _ in found.left_out)
