"""Real lists at a prompt: look at one, decide, write it; all rows or none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click
from flask.cli import with_appcontext

from models import CoordinateSystem, Kind
from models.importing import LABELS, Action, Report, Setting, apply, note, preview, telling
from models.importing.report import Unreadable
from web.clock import SHANGHAI, now, today
from web.db import session
from web.directory import places
from web.pack import pack

SHOWN_AT_MOST = 50
A_FILE = click.Path(dir_okay=False, path_type=Path)
A_FILE_THERE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("import")
@with_appcontext
@click.argument("file", type=A_FILE_THERE)
@click.option("--kind", type=click.Choice([k.value for k in Kind]), required=True)
@click.option("--source", required=True, help="名单从哪来，例如“市民政局 2026 年 10 月名单”")
@click.option("--verified-on", type=click.DateTime(["%Y-%m-%d"]), required=True)
@click.option(
    "--coordinates",
    type=click.Choice([c.value for c in CoordinateSystem]),
    help="名单里的经纬度是哪种坐标系；上次导入过的名单会记住",
)
@click.option(
    "--mapping", multiple=True, metavar="列名=字段", help="哪一列是什么；字段留空就不读这一列"
)
@click.option("--preview", "only_look", is_flag=True, help="只看结果，不写入")
@click.option("--report", "report_to", type=A_FILE, help="逐行结果另存为 CSV")
@click.option("--decisions", type=A_FILE_THERE, help="填好最后一列的逐行结果")
def import_list(
    file: Path,
    kind: str,
    source: str,
    verified_on: datetime,
    coordinates: str | None,
    mapping: Sequence[str],
    only_look: bool,
    report_to: Path | None,
    decisions: Path | None,
) -> None:
    """A real list: all rows or none, with a line for each row that has something to mend."""
    day = verified_on.replace(tzinfo=SHANGHAI).date()
    if day > today():
        raise click.BadParameter("核实日期在今天之后", param_hint="--verified-on")
    system = CoordinateSystem(coordinates) if coordinates else None
    plan = preview(
        session(),
        file,
        Setting(Kind(kind), source, day, system, places.locality(pack())),
        mapping=_mapping(mapping),
        decisions=_decisions(decisions),
        progress=lambda rows: click.echo(f"已读 {rows} 行…", err=True),
    )
    report = plan.report if only_look else apply(session(), plan)
    if report.written:
        note(session(), plan, None, now())
    session().commit() if report.written else session().rollback()
    if report_to:
        telling.write(report, report_to)
    show(report, only_look)
    if not report.ready:
        raise SystemExit(1)


def _mapping(given: Sequence[str]) -> dict[str, str]:
    found = {}
    for each in given:
        heading, equals, field = each.partition("=")
        if not equals or (field and field not in LABELS):
            known = "、".join(f"{name}（{label}）" for name, label in LABELS.items())
            raise click.BadParameter(f"写成 列名=字段，字段是：{known}", param_hint="--mapping")
        found[heading] = field
    return found


def _decisions(path: Path | None) -> dict[int, str]:
    try:
        return telling.read_decisions(path) if path else {}
    except Unreadable as wrong:
        raise click.BadParameter(str(wrong), param_hint="--decisions") from None


def show(report: Report, only_look: bool = False) -> None:
    for problem in report.problems:
        click.echo(problem.message)
    remarks = [(row, each) for row in report.rows for each in (*row.problems, *row.notes)]
    for row, remark in remarks[:SHOWN_AT_MOST]:
        click.echo(f"第 {row.number} 行 {remark.field}：{remark.message}")
    if len(remarks) > SHOWN_AT_MOST:
        click.echo(f"……一共 {len(remarks)} 条，用 --report 另存全部")
    for row in [each for each in report.rows if each.similar][:SHOWN_AT_MOST]:
        click.echo(
            f"第 {row.number} 行很像「{row.similar}」：用 --report 另存，写好决定再用 --decisions 导入"
        )
    _show_whole(report)
    click.echo("，".join(f"{said} {report.count(action)}" for action, said in telling.SAID.items()))
    click.echo(_end(report, only_look))


def _show_whole(report: Report) -> None:
    if report.mapping:
        read = "、".join(f"{heading}→{field}" for heading, field in report.mapping.items())
        click.echo(f"读了这几列：{read}")
    if report.ignored_columns:
        columns = "、".join(str(each) for each in report.ignored_columns)
        click.echo(f"这几列没有读：第 {columns} 列")
    if report.vanished:
        names = "、".join(report.vanished[:10])
        click.echo(f"这份名单里没有了（标出，不删）：{len(report.vanished)} 家，如 {names}")
    if report.samples_removed:
        click.echo(f"示例机构已删去 {report.samples_removed} 家")


def _end(report: Report, only_look: bool) -> str:
    if report.written:
        return "已写入"
    if only_look and report.ready:
        return "这是预览，没有写入；去掉 --preview 就写入"
    undecided = report.count(Action.UNDECIDED) and not report.count(Action.REJECTED)
    mend = "决定好上面待定的" if undecided else "改好上面的问题"
    return f"一行也没有写入：{mend}再导入一次"
