"""Amounts, certainty and status as a person reads them: one wording for every door."""

from __future__ import annotations

from knowledge.pack import Amount

UNITS = {"CNY/month": ("每月 ", " 元"), "CNY/year": ("每年 ", " 元"), "CNY/once": ("一共 ", " 元")}
FORMS = {
    "cash": "发钱",
    "service": "给服务，不发现金",
    "voucher": "给电子券，不发现金",
    "tax_deduction": "税前扣除的额度，不是发钱",
    "reduction": "减免",
    "price_class": "按居民价收费",
    "price_floor": "底价",
}
CERTAINTY = {
    "stated": "方案或清单写明",
    "cited": "国家或省里的文件写明",
    "unconfirmed": "没有核实，以区县部门答复为准",
}
STRENGTH = {
    "in_force": "已经实施",
    "encouraged": "鼓励各县区去做，不一定都有",
    "exploratory": "还在探索，不一定已经开办",
}
STATUS = {
    "eligible": "符合条件",
    "likely": "可能可以",
    "unknown": "还不能确定",
    "ineligible": "不符合条件",
}
FACETS = {
    "who": "谁能享受",
    "how_much": "有多少",
    "where": "去哪办",
    "papers": "要什么材料",
    "how_long": "要多久",
    "why_not": "为什么没有",
    "combine": "能一起享受吗",
}


def number(value: float) -> str:
    """1500 → 1500, 0.5283 → 0.5283, 3000.0 → 3000."""
    return f"{value:g}" if value < 10_000 else f"{value:.0f}"


def amount(value: Amount) -> str:
    """每月 30–150 元（给服务，不发现金）; a null `min` reads 最高, a null `max` reads 至少."""
    form = FORMS[value.form]
    if value.form == "price_class":
        return form
    figure = _figure(value)
    if value.unit == "percent":
        return f"{form} {figure}%" if value.form != "reduction" else _reduction(value)
    before, after = UNITS[value.unit]
    return f"{before}{figure}{after}（{form}）"


def _figure(value: Amount) -> str:
    if value.min is None and value.max is not None:
        return f"最高 {number(value.max)}"
    if value.max is None and value.min is not None:
        return f"至少 {number(value.min)}"
    low, high = number(value.min or 0), number(value.max or 0)
    return low if low == high else f"{low}–{high}"


def _reduction(value: Amount) -> str:
    if value.min == value.max == 100:
        return "全免"
    if value.min == value.max == 50:
        return "减半"
    return f"减免 {_figure(value)}%"
