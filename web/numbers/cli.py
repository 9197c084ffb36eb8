"""Yearly figures at a prompt; each with its source, each change in the record."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from web.db import session
from web.i18n import in_language
from web.numbers import entering

indicators = AppGroup("indicators", help="Yearly figures that the plan asks the city to keep.")
HINTS = {"unit": "--unit", "source": "--source"}


@indicators.command("set")
@click.argument("name")
@click.argument("year")
@click.argument("value")
@click.option("--unit", default="", help="个、张、%……")
@click.option("--source", required=True, help="哪份统计、哪个部门哪天公布的")
def set_indicator(name: str, year: str, value: str, unit: str, source: str) -> None:
    """Enter, or correct, the figure NAME of YEAR."""
    given = {"name": name, "year": year, "value": value, "unit": unit, "source": source}
    with in_language("zh-Hans"):
        wrong = entering.faults(given)
    for field, says in wrong.items():
        raise click.BadParameter(says, param_hint=HINTS.get(field, field.upper()))
    kept = entering.enter(given, staff_id=None)
    session().commit()
    click.echo(f"{kept.name} {kept.year} 年：{kept.said}（{kept.source}）")
