"""Local figures at a prompt: state one, see what is stated, end one. Every process notices by itself.

Decides nothing about what a figure may be; refusals come from `knowledge.overlays` with the field and the fix.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import click
from flask.cli import AppGroup

from knowledge.overlays import Overlay, OverlayError
from knowledge.overlays.laying import KINDS
from models import overlay as kept
from web.clock import now, today
from web.db import session
from web.overlays import stating

EXAMPLE = '{"label": "80–89 周岁", "min": 1, "max": 1, "unit": "CNY/month", "form": "cash"}'
overlay = AppGroup("overlay", help="Local figures that staff fill in: dated, with their source.")


class Day(click.ParamType[date]):
    """A date as 2026-11-24."""

    name = "day"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail("日期写成 2026-11-24 这样", param, ctx)


@overlay.command("add")
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.argument("target")
@click.argument("value")
@click.option("--source", required=True, help="依据：文件名和文号，或者哪个部门哪天的答复")
@click.option("--url", default=None, help="依据的网址")
@click.option("--by", required=True, help="录入的人")
@click.option("--from", "from_day", type=Day(), default=None, help="从哪天起，默认今天")
@click.option("--until", type=Day(), default=None, help="到哪天止（含当天），默认不限")
def add(
    kind: str,
    target: str,
    value: str,
    source: str,
    url: str | None,
    by: str,
    from_day: date | None,
    until: date | None,
) -> None:
    """State a figure of TARGET (a benefit, office or tariff id, a hotline, desk); VALUE is JSON.

    \b
    flask overlay add amount old_age_allowance
      '{"label": "80–89 周岁", "min": …, "max": …, "unit": "CNY/month", "form": "cash"}'
    flask overlay add tariff electricity '{"rate": "institution_below_1kv", "price": …}'
    flask overlay add hours desk '{"spans": "08:30-12:00,14:00-17:30"}'
    """
    first = from_day or today()
    try:
        told = Overlay(kind, target, _json(value), source, first, until, by, source_url=url)
        row = stating.state(session(), told, None, now())
    except OverlayError as wrong:
        raise click.ClickException(str(wrong)) from None
    session().commit()
    stating.spread()
    click.echo(f"已录入第 {row.id} 条：{_line(row)}")


@overlay.command("list")
@click.option("--all", "everything", is_flag=True, help="已经结束的也列出")
def show(everything: bool) -> None:
    """What is stated, in the order in which it begins."""
    rows = session().scalars(kept.Overlay.listed()).all()
    shown = [row for row in rows if everything or row.until is None or row.until >= today()]
    for row in shown:
        click.echo(f"{row.id}  {_line(row)}")
    if not shown:
        click.echo("还没有录入的本地数据")


@overlay.command("end")
@click.argument("number", type=int)
@click.option("--by", required=True, help="谁来结束")
@click.option("--on", "last_day", type=Day(), default=None, help="最后一天，默认昨天")
def end(number: int, by: str, last_day: date | None) -> None:
    """End a statement: NUMBER as `list` shows it. Nothing is deleted."""
    row = session().get(kept.Overlay, number)
    if row is None:
        raise click.ClickException(f"没有第 {number} 条，用 flask overlay list --all 查编号")
    try:
        stating.end(session(), row, last_day or today() - timedelta(1), by, None, now())
    except OverlayError as wrong:
        raise click.ClickException(str(wrong)) from None
    session().commit()
    stating.spread()
    click.echo(f"已结束第 {row.id} 条：{_line(row)}")


def _json(value: str) -> Any:
    try:
        return json.loads(value, parse_constant=_no_number)
    except ValueError:
        raise click.ClickException(f"value：要写成 JSON，例如 {EXAMPLE}") from None


def _no_number(name: str) -> float:
    raise ValueError(name)


def _line(row: kept.Overlay) -> str:
    days = f"{row.from_day} 起" + (f"，到 {row.until} 止" if row.until else "")
    value = json.dumps(row.value, ensure_ascii=False)
    return f"{row.kind} {row.target} {value}（{row.source}；{days}；{row.entered_by} 录入）"
