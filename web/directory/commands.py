"""Loading providers at a prompt: a real list with its report, or the demonstration."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click
from flask.cli import AppGroup

from models import CoordinateSystem, Kind
from models.importing import Action, Report, import_file
from models.sampling import load_samples
from web.clock import SHANGHAI, today
from web.db import session
from web.directory import places
from web.pack import pack

SAID = {
    Action.ADDED: "新增",
    Action.UPDATED: "更新",
    Action.UNCHANGED: "没有变化",
    Action.REJECTED: "有问题",
}
providers = AppGroup("providers", help="Those who give care.")


@providers.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--kind", type=click.Choice([k.value for k in Kind]), required=True)
@click.option("--source", required=True, help="名单从哪来，例如“市民政局 2026 年 10 月名单”")
@click.option("--verified-on", type=click.DateTime(["%Y-%m-%d"]), required=True)
@click.option(
    "--coordinates",
    type=click.Choice([c.value for c in CoordinateSystem]),
    default=CoordinateSystem.GCJ02.value,
    help="名单里的经纬度是哪种坐标系",
)
def import_list(
    file: Path, kind: str, source: str, verified_on: datetime, coordinates: str
) -> None:
    """A real list: all rows or none, with a line for each row that has something to mend."""
    day = verified_on.replace(tzinfo=SHANGHAI).date()
    if day > today():
        raise click.BadParameter("核实日期在今天之后", param_hint="--verified-on")
    known = places.pairs(pack())
    report = import_file(session(), file, Kind(kind), source, day, coordinates, places=known)
    _show(report)
    if not report.written:
        session().rollback()
        raise SystemExit(1)
    session().commit()


@providers.command("samples")
def samples() -> None:
    """Made-up providers, plainly marked, so that every page has something on it."""
    click.echo(f"示例机构：新增 {add_samples()} 家")


def add_samples() -> int:
    added = load_samples(session(), places.pairs(pack()), today())
    session().commit()
    return added


def _show(report: Report) -> None:
    for problem in report.problems:
        click.echo(problem.message)
    for row in report.rows:
        for problem in row.problems:
            click.echo(f"第 {row.number} 行 {problem.field}：{problem.message}")
    if report.ignored_columns:
        columns = "、".join(str(each) for each in report.ignored_columns)
        click.echo(f"这几列没有读：第 {columns} 列")
    click.echo("，".join(f"{said} {report.count(action)}" for action, said in SAID.items()))
    if report.samples_removed:
        click.echo(f"示例机构已删去 {report.samples_removed} 家")
    click.echo("已写入" if report.written else "一行也没有写入：改好上面的问题再导入一次")
