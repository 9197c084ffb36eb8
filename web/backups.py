"""`flask backup FILE` and `flask restore FILE`; what a backup is and how it is checked is `models.backup`'s."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from models.backup import BackupRefused, back_up, restore
from web import noted
from web.config import Settings

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("backup")
@click.argument("file", type=FILE)
@with_appcontext
def write(file: Path) -> None:
    """Write all rows to a new FILE while the site goes on; only its owner can read it."""
    _say(lambda: back_up(_address(), file), f"已备份到 {file}，逐行核对过")
    noted.note("backup", file=file.name)


@click.command("restore")
@click.argument("file", type=FILE)
@click.option("--replace", is_flag=True, help="换掉数据库里现有的全部数据（先备份它）")
@with_appcontext
def read(file: Path, replace: bool) -> None:
    """Fill the empty database of DATABASE_URL from FILE and compare every row."""
    _say(lambda: restore(file, _address(), replace=replace), f"已从 {file} 恢复，逐行核对过")


def _say(work: Callable[[], dict[str, int]], done: str) -> None:
    try:
        rows = work()
    except BackupRefused as wrong:
        click.echo(str(wrong), err=True)
        raise SystemExit(1) from wrong
    for name, count in rows.items():
        if count:
            click.echo(f"  {name}: {count}")
    click.echo(f"{done}：{sum(rows.values())} 行，{len(rows)} 张表。")


def _address() -> str:
    settings: Settings = current_app.extensions["settings"]
    return settings.database_url
