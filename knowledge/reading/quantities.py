"""Counted things other than ages: beds, money, kilowatt-hours. Knows nothing of tariffs or benefits."""

from __future__ import annotations

import re

from knowledge.reading.mentions import Mention, interval
from knowledge.reading.numbers import Number

BEDS = re.compile("(?:张|个)?(?:养老|护理|护理型|医养|托)?(?:床位|床|托位|病床|铺位)")
BEDS_BEFORE = re.compile("(?:床位|床位数|托位|床)(?:数)?(?:有|是|约|共|大概|:|一共)*$")
KWH = re.compile("(?:度电|千瓦时|kwh|度(?!过|假|失能|以上|残))")
MONEY = re.compile("(?:多)?(?:元|块钱|块(?!儿)|万元|毛钱|人民币|rmb)")
REST_OF_A_PRICE = re.compile("[毛块角]$")  # 七毛三一度: 三 is three fen, and no kilowatt-hours
# 一个月四千五: no 块 is said where it is clear that something is paid.
PAID = re.compile(
    "(?:每月|一个月|每年|一年|月薪|工资|退休金|养老金|收费|花了?|交了?|掏了?|挣|[¥￥])(?:要|是|有|才|就|约|大概|得|收|拿|给)*$"
)
AMOUNT_ENDS = re.compile("(?:左右|上下|以内|出头|钱)?(?=$|[,。!?;、 的/贵够行吗吧呢]|一?个月|每月)")
LEAST_PAID = 100
YEARS = range(1900, 2100)
PER = {"月": "month", "年": "year", "天": "day", "日": "day"}
PERIOD = re.compile(
    "(?:每|一|1)个?(月|年|天|日)(?:要|交|用|是|的|电费|水费|气费|收|得|花|大概|大约|差不多|有|给|发|退休金|工资)*$|(?:/|每)(月|年|天|日)$"
)
USAGE = re.compile("(?:用电|用电量|电量|耗电)(?:大概|约|是|有|每月|一个月|一年)*$")


def quantity(number: Number, text: str) -> Mention | None:
    """What this number counts, as `provider_beds`, `kwh` or `money` (in yuan); None where none of these."""
    before = text[: number.start]
    beds = BEDS.match(text, number.end)
    if beds and number.lo >= 1:
        return Mention(number.start, beds.end(), "provider_beds", interval(number.lo, number.hi))
    if BEDS_BEFORE.search(before) and re.match("张|个|$|[,。!?; ]", text[number.end :]):
        return Mention(number.start, number.end, "provider_beds", interval(number.lo, number.hi))
    if REST_OF_A_PRICE.search(before) and not number.digits.isdigit():
        return None
    power = KWH.match(text, number.end)
    if power or USAGE.search(before):
        end = power.end() if power else number.end
        return Mention(number.start, end, "kwh", _number(number))
    money = MONEY.match(text, number.end)
    if money:
        return Mention(number.start, money.end(), "money", _number(number))
    if number.lo >= LEAST_PAID and number.lo not in YEARS and PAID.search(before):
        ends = AMOUNT_ENDS.match(text, number.end)
        return Mention(number.start, number.end, "money", _number(number)) if ends else None
    return None


def period(mention: Mention, text: str) -> str | None:
    """The time an amount is for: 一个月电费三千块 is by the month."""
    before = PERIOD.search(text[: mention.start])
    after = re.match("(?:一|每|/)个?(月|年|天|日)", text[mention.end :])
    said = (before and (before[1] or before[2])) or (after and after[1])
    return PER[said] if said else None


def _number(number: Number) -> float | object:
    return number.lo if number.exact else interval(number.lo, number.hi)
