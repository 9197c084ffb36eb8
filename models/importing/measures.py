"""What a cell says about money and ages, where a number without its unit means nothing.

Pure; knows nothing of rows. A figure whose unit nobody gave is refused, not guessed: a month's fee read
as a day's would cost somebody a trip.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from models.importing.report import Unreadable
from models.kinds import FeeUnit

FEE_AT_MOST = Decimal(1_000_000)
NUMBER = r"(\d{1,7}(?:\.\d{1,2})?)"
MARK = r"(?:元|块|rmb|¥|￥)?"
BETWEEN = r"(?:-|~|—|–|至|到)+"
UP_TO = re.compile(rf"(?:最高|不超过|上限|至多|≤){MARK}{NUMBER}{MARK}|{NUMBER}{MARK}(?:以内|以下)")
FROM = re.compile(rf"(?:最低|不低于|至少|≥){MARK}{NUMBER}{MARK}|{NUMBER}{MARK}(?:起|以上)")
RANGE = re.compile(rf"{MARK}{NUMBER}{MARK}{BETWEEN}{NUMBER}{MARK}")
ONE = re.compile(rf"{MARK}{NUMBER}{MARK}")
UNITS = (
    (re.compile(r"(?:/|每|一)?(?:人|床)?(?:/|每|·|一|\.)?(?:个)?月(?:费)?"), FeeUnit.MONTH),
    (re.compile(r"(?:/|每|一)?(?:人|床)?(?:/|每|·|一|\.)?(?:天|日)"), FeeUnit.DAY),
    (re.compile(r"(?:/|每|一)?(?:人)?(?:/|每|·|一|\.)?(?:小时|时)"), FeeUnit.HOUR),
    (re.compile(r"(?:/|每|一)?(?:人)?(?:/|每|·|一|\.)?(?:餐|顿|份)"), FeeUnit.MEAL),
)
UNIT_WORDS = {
    FeeUnit.MONTH: "元/月", FeeUnit.DAY: "元/天", FeeUnit.HOUR: "元/小时", FeeUnit.MEAL: "元/餐",
}  # fmt: skip
AGES = re.compile(
    rf"(\d{{1,3}}(?:\.\d)?)(个?月龄?|周?岁|)(?:{BETWEEN}(\d{{1,3}}(?:\.\d)?)(个?月龄?|周?岁|)|以上|起)"
)
MONTHS_AT_MOST = 1500


class Fees(NamedTuple):
    low: Decimal | None
    high: Decimal | None
    unit: FeeUnit | None


def _compact(text: str) -> str:
    return re.sub(r"[\s,]+", "", unicodedata.normalize("NFKC", text).casefold())


def unit_in(text: str) -> FeeUnit | None:
    """The unit that is said somewhere in the text; two different ones say nothing."""
    found = {unit for pattern, unit in UNITS if pattern.search(_compact(text))}
    return found.pop() if len(found) == 1 else None


def unit_of_heading(text: str) -> FeeUnit | None:
    """元/月 in a heading is a unit; the month of a date is not."""
    return unit_in(text) if "元" in text or text.startswith(("每", "/")) else None


def fee_unit(text: str) -> FeeUnit:
    unit = unit_in(text)
    if unit is None:
        raise Unreadable("没认出来：请填 元/月、元/天、元/小时 或 元/餐")
    return unit


def fees(text: str) -> Fees:
    """`1500-3000元/月`, `2800元起`, `最高3000`: a bound that is not said is not known."""
    unit = unit_in(text)
    bare = _compact(text)
    for pattern, _ in UNITS:
        bare = pattern.sub("", bare)
    bare = bare.strip("/.。")
    if match := RANGE.fullmatch(bare):
        return Fees(_money(match[1]), _money(match[2]), unit)
    if match := ONE.fullmatch(bare):
        return Fees(_money(match[1]), _money(match[1]), unit)
    if match := FROM.fullmatch(bare):
        return Fees(_money(match[1] or match[2]), None, unit)
    if match := UP_TO.fullmatch(bare):
        return Fees(None, _money(match[1] or match[2]), unit)
    raise Unreadable("请写成「1500-3000元/月」「2800元/月起」这样的一个数或一段")


def money(text: str) -> Decimal:
    match = ONE.fullmatch(_compact(text))
    if not match:
        raise Unreadable("请只填一个数，例如 1500 或 8.5")
    return _money(match[1])


@lru_cache
def _money(digits: str) -> Decimal:
    # The same few amounts stand in a hundred thousand rows.
    amount = Decimal(digits)
    if amount > FEE_AT_MOST:
        raise Unreadable(f"金额过大：最多 {FEE_AT_MOST}")
    return amount


def ages(text: str, heading_unit: str) -> tuple[int, int | None]:
    """In months. `6-36个月`, `1.5-3岁`, `18个月-3岁`, `60岁以上`; a bare number takes the heading's unit."""
    match = AGES.fullmatch(_compact(text))
    if not match:
        raise Unreadable("请写成「6-36个月」或「1-3岁」")
    low, low_unit, high, high_unit = match.groups()
    fallback = "月" if "月" in heading_unit else "岁" if "岁" in heading_unit else ""
    first = _months(low, low_unit or high_unit or fallback)
    last = None if high is None else _months(high, high_unit or fallback)
    return first, last


def _months(number: str, unit: str) -> int:
    if not unit:
        raise Unreadable("没有写单位：请写明「个月」或「岁」")
    months = Decimal(number) * (1 if "月" in unit else 12)
    if months != int(months) or months > MONTHS_AT_MOST:
        raise Unreadable("请写成「6-36个月」或「1-3岁」")
    return int(months)
