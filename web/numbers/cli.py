"""Yearly figures at a prompt; each with its source, each change in the record."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

import click
from flask.cli import AppGroup

from models import Indicator, audit
from web.clock import now, today
from web.db import session

indicators = AppGroup("indicators", help="Yearly figures that the plan asks the city to keep.")
TOO_LARGE = Decimal(10) ** 12


@indicators.command("set")
@click.argument("name")
@click.argument("year", type=click.IntRange(2000, 2100))
@click.argument("value")
@click.option("--unit", default="", help="个、张、%……")
@click.option("--source", required=True, help="哪份统计、哪个部门哪天公布的")
def set_indicator(name: str, year: int, value: str, unit: str, source: str) -> None:
    """Enter, or correct, the figure NAME of YEAR."""
    number, short = (
        _number(value),
        {"NAME": (name, 80), "--unit": (unit, 20), "--source": (source, 200)},
    )
    for hint, (text, most) in short.items():
        if len(text) > most or (hint != "--unit" and not text.strip()):
            raise click.BadParameter(f"要写，最多 {most} 个字", param_hint=hint)
    if year > today().year:
        raise click.BadParameter("这一年还没到", param_hint="YEAR")
    kept = Indicator.named(session(), name, year)
    before = {"value": kept.said, "source": kept.source} if kept else None
    kept = kept or Indicator(name=name, year=year)
    kept.value, kept.unit, kept.source, kept.entered_at = number, unit, source, now()
    session().add(kept)
    after = {"value": kept.said, "source": source}
    action, target = "indicator.set", f"{name} {year}"
    audit.record(
        session(), staff_id=None, action=action, target=target, before=before, after=after, at=now()
    )
    session().commit()
    click.echo(f"{name} {year} 年：{kept.said}（{source}）")


def _number(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) >= TOO_LARGE or number != round(number, 4):
        raise click.BadParameter("写一个数，最多四位小数", param_hint="VALUE")
    return number
