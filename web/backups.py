"""`flask backup FILE` and `flask restore FILE`; what a backup is and how it is checked is `models.backup`'s."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from models.backup import BackupRefused, back_up, restore

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("backup")
@click.argument("file", type=FILE)
@with_appcontext
def write(file: Path) -> None:
    """Write all rows to a new FILE while the site goes on; only its owner can read it."""
    _say(lambda: back_up(_address(), file), f"已备份到 {file}，逐行核对过")


@click.command("restore")
@click.argument("file", type=FILE)
@with_appcontext
def read(file: Path) -> None:
    """Fill the empty database of DATABASE_URL from FILE and compare every row."""
    _say(lambda: restore(file, _address()), f"已从 {file} 恢复，逐行核对过")


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
    address: str = current_app.extensions["settings"].database_url
    return address
