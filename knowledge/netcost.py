"""What a place costs somebody after what they are entitled to, every step shown.

Subtracts only what is sure: an eligible result, cash or a voucher, a known and confirmed amount, and of two that
may exclude each other only one, even where nobody has confirmed that they do. `likely` is never subtracted. Knows nothing of rows, of pages and of how a result was decided.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from knowledge.bundle import SUMMABLE, bundle
from knowledge.eligibility import ELIGIBLE, LIKELY, Result
from knowledge.pack import Amount, BillShare
from knowledge.saying import say

VOUCHER, MONTHLY, FEN = "voucher", "CNY/month", Decimal("0.01")
IN_A_MONTH: Mapping[str, int] = {"CNY/month": 1, "CNY/year": 12}
AT_HOME, IN_INSTITUTION = "home", "institution"


@dataclass(frozen=True)
class Fees:
    """What a place charges: a null `low` or `high` is not known. `setting` is where the care is given, if known."""

    low: Decimal | None
    high: Decimal | None
    unit: str = MONTHLY
    setting: str | None = None


@dataclass(frozen=True)
class Step:
    """One thing taken off, from the low and from the high fee; at most so much where `at_most`."""

    benefit_id: str
    title: str
    form: str
    low: Decimal | None
    high: Decimal | None
    at_most: bool
    share: BillShare | None  # of the bill, applied beside the amount's own cap


@dataclass(frozen=True)
class Line:
    """What is left after the steps; `if_designated` where it rests on the place taking vouchers."""

    steps: tuple[Step, ...]
    low: Decimal | None
    high: Decimal | None
    if_designated: bool = False

    @property
    def at_least(self) -> bool:
        """Whether what is left may be more: something was taken off that only has an upper bound."""
        return self.low is not None and any(step.at_most for step in self.steps)


@dataclass(frozen=True)
class NetCost:
    """One line, or two where nobody knows whether the place takes vouchers; `left_out` says what is not in it."""

    fees: Fees
    lines: tuple[Line, ...]
    left_out: tuple[tuple[Result, str], ...]


def net_cost(
    provider_fees: Fees, takes_vouchers: bool | None, results: Iterable[Result]
) -> NetCost:
    """The fee range less what this person is sure to get.

    `takes_vouchers` is None where nobody knows; `results` are one person's, as `screen` gives them. Only
    monthly fees can be reckoned; for any other unit there is one line without steps.
    """
    every = tuple(results)
    listed = every if provider_fees.unit == MONTHLY else ()
    money = _chosen(result for result in listed if not _is_voucher(result))
    best = _chosen(listed)
    vouchers = [result for result in best if _is_voucher(result)]
    without = _line(provider_fees, money)
    with_them = [*vouchers, *(result for result in best if result not in vouchers)]
    if not vouchers:
        lines: tuple[Line, ...] = (without,)
    elif takes_vouchers is None:
        lines = (without, _line(provider_fees, with_them, if_designated=True))
    else:
        lines = (_line(provider_fees, with_them) if takes_vouchers else without,)
    refused = vouchers if takes_vouchers is False else []
    return NetCost(
        provider_fees, lines, tuple(_left_out(every, lines, refused, provider_fees.unit))
    )


def _chosen(results: Iterable[Result]) -> list[Result]:
    return list(bundle(filter(_sure, results), only_sure=True).chosen)


def _is_voucher(result: Result) -> bool:
    return result.amount is not None and result.amount.form == VOUCHER


def _sure(result: Result) -> bool:
    """A known monthly or yearly amount that a source confirms."""
    amount = result.amount
    known = amount is not None and (amount.min is not None or amount.max is not None)
    confirmed = amount is not None and "unconfirmed" not in (amount.certainty, result.certainty)
    return known and confirmed and amount is not None and amount.unit in IN_A_MONTH


def _left_out(
    results: Iterable[Result], lines: Iterable[Line], refused: Collection[Result], unit: str
) -> Iterator[tuple[Result, str]]:
    """Money that may come all the same, and why it is in no sum."""
    yield from ((result, say("这一家不是消费券定点，没有减")) for result in refused)
    gone = {step.benefit_id for line in lines for step in line.steps}
    gone |= {result.benefit.id for result in refused}
    for result in results:
        amount = result.amount
        if result.benefit.id in gone or amount is None or amount.form not in SUMMABLE:
            continue
        if result.status == LIKELY:
            yield result, say("只是可能可以，没有减")
        elif result.status == ELIGIBLE:
            yield result, _why_not(result, amount, unit)


def _why_not(result: Result, amount: Amount, unit: str) -> str:
    if not _sure(result):
        monthly = amount.unit in IN_A_MONTH
        return say("金额没有核实，没有减") if monthly else say("不是按月给的，没有减")
    if unit != MONTHLY:
        return say("这一家不是按月收费，没有减")
    return say("和另一样只能选一样，或者能不能一起领没有核到，没有减")


def _line(fees: Fees, results: Iterable[Result], if_designated: bool = False) -> Line:
    """Vouchers come first: a share is of the bill, not of what is left of it."""
    steps, low, high = [], fees.low, fees.high
    for result in results:
        step = _step(fees, result, low, high)
        low, high = _less(low, step.low), _less(high, step.high)
        steps.append(step)
    return Line(tuple(steps), low, high, if_designated)


def _step(fees: Fees, result: Result, low: Decimal | None, high: Decimal | None) -> Step:
    amount = result.amount
    assert amount is not None, result.benefit.id  # noqa: S101 - `_sure` let it through
    share = _share(result, fees.setting)
    cap, at_most = _sum_of(amount)
    return Step(
        benefit_id=result.benefit.id,
        title=result.benefit.title,
        form=amount.form,
        low=_off(cap, share, fees.low, low),
        high=_off(cap, share, fees.high, high),
        at_most=at_most,
        share=share,
    )


def _sum_of(amount: Amount) -> tuple[Decimal, bool]:
    """A month's sum, and whether it is the most that may come: of money from so much to so much the least is sure."""
    sure = amount.min if amount.form != VOUCHER or amount.max is None else None
    known = amount.max if sure is None else sure
    return Decimal(str(known)) / IN_A_MONTH[amount.unit], sure is None and amount.min != amount.max


def _off(
    cap: Decimal, share: BillShare | None, bill: Decimal | None, left: Decimal | None
) -> Decimal | None:
    """Never more than the cap, than the share of the whole bill, or than is left to pay."""
    if bill is None or left is None:
        return None
    of_bill = bill * Decimal(str(share.percent)) / 100 if share else cap
    return min(cap, of_bill, left).quantize(FEN, ROUND_HALF_UP)


def _share(result: Result, setting: str | None) -> BillShare | None:
    """The share for this setting; the smaller one while the setting is not known, never to promise too much."""
    rules = result.version.amounts if result.version else ()
    shares = [share for rule in rules for share in rule.bill_shares]
    fitting = [share for share in shares if share.setting == setting] or shares
    return min(fitting, key=lambda share: share.percent, default=None)


def _less(value: Decimal | None, off: Decimal | None) -> Decimal | None:
    return None if value is None or off is None else value - off
