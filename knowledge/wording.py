"""Amounts, certainty and status as a person reads them: one wording for every door."""

from __future__ import annotations

from knowledge.pack import Amount
from knowledge.saying import later, say

UNITS = {
    "CNY/month": later("每月 %(figure)s 元"),
    "CNY/year": later("每年 %(figure)s 元"),
    "CNY/once": later("一共 %(figure)s 元"),
}
FORMS = {
    "cash": later("发钱"),
    "service": later("给服务，不发现金"),
    "voucher": later("给电子券，不发现金"),
    "tax_deduction": later("税前扣除的额度，不是发钱"),
    "reduction": later("减免"),
    "price_class": later("按居民价收费"),
    "price_floor": later("底价"),
}
CERTAINTY = {
    "stated": later("方案或清单写明"),
    "cited": later("国家或省里的文件写明"),
    "unconfirmed": later("没有核实，以区县部门答复为准"),
}
STRENGTH = {
    "in_force": later("已经实施"),
    "encouraged": later("鼓励各县区去做，不一定都有"),
    "exploratory": later("还在探索，不一定已经开办"),
}
STATUS = {
    "eligible": later("符合条件"),
    "likely": later("可能可以"),
    "unknown": later("还不能确定"),
    "ineligible": later("不符合条件"),
}
FACETS = {
    "who": later("谁能享受"),
    "how_much": later("有多少"),
    "where": later("去哪办"),
    "papers": later("要什么材料"),
    "how_long": later("要多久"),
    "why_not": later("为什么没有"),
    "combine": later("能一起享受吗"),
}


def number(value: float) -> str:
    """1500 → 1500, 0.5283 → 0.5283, 3000.0 → 3000."""
    return f"{value:g}" if value < 10_000 else f"{value:.0f}"


def amount(value: Amount) -> str:
    """每月 30–150 元（给服务，不发现金）; a null `min` reads 最高, a null `max` reads 至少."""
    form = say(FORMS[value.form])
    if value.form == "price_class":
        return form
    figure = _figure(value)
    if value.unit == "percent":
        return f"{form} {figure}%" if value.form != "reduction" else _reduction(value)
    return say("%(amount)s（%(form)s）", amount=say(UNITS[value.unit], figure=figure), form=form)


def _figure(value: Amount) -> str:
    if value.min is None and value.max is not None:
        return say("最高 %(most)s", most=number(value.max))
    if value.max is None and value.min is not None:
        return say("至少 %(least)s", least=number(value.min))
    low, high = number(value.min or 0), number(value.max or 0)
    return low if low == high else f"{low}–{high}"


def _reduction(value: Amount) -> str:
    if value.min == value.max == 100:
        return say("全免")
    if value.min == value.max == 50:
        return say("减半")
    return say("减免 %(share)s%%", share=_figure(value))
