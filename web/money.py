"""How an amount of money, or a share, is said; knows no benefit and no provider."""

from __future__ import annotations

from decimal import Decimal

from flask import Flask

from knowledge.pack import Amount
from web.i18n import gettext

Number = float | Decimal
ALL, HALF = 100, 50


def init_app(app: Flask) -> None:
    app.add_template_filter(amount_words, "amount")
    app.add_template_filter(number, "number")
    app.add_template_global(yuan, "yuan")


def number(value: Number) -> str:
    """`150`, not `150.0`; never in powers of ten."""
    exact = Decimal(str(value))
    whole = exact == exact.to_integral_value()
    return str(int(exact)) if whole else str(exact.normalize())


def span(low: Number | None, high: Number | None) -> str:
    """A null `low` reads 最高, a null `high` reads 至少."""
    if low is None and high is None:
        return ""
    if high is None:
        return gettext("至少 %(least)s", least=number(low or 0))
    if low is None:
        return gettext("最高 %(most)s", most=number(high))
    return number(low) if low == high else f"{number(low)}–{number(high)}"


def yuan(low: Number | None, high: Number | None) -> str:
    """What somebody pays: a null `low` reads 最高, a null `high` 起."""
    if low is None:
        return gettext("最高 %(most)s 元", most=number(high or 0))
    if high is None:
        return gettext("%(least)s 元起", least=number(low))
    if low == high:
        return gettext("%(sum)s 元", sum=number(low))
    return gettext("%(low)s–%(high)s 元", low=number(low), high=number(high))


def amount_words(amount: Amount) -> str:
    if amount.form == "price_class":
        return gettext("居民生活类价格")
    said = span(amount.min, amount.max)
    if amount.unit == "CNY/month":
        return gettext("每月 %(said)s 元", said=said)
    if amount.unit == "CNY/year":
        return gettext("每年 %(said)s 元", said=said)
    if amount.unit == "CNY/once":
        return gettext("一次 %(said)s 元", said=said)
    return _share(amount, said)


def _share(amount: Amount, said: str) -> str:
    if amount.form == "reduction" and amount.min == amount.max == ALL:
        return gettext("全免")
    if amount.form == "reduction" and amount.min == amount.max == HALF:
        return gettext("减一半")
    return f"{said}%"
