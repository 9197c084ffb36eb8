"""`flask screen people.csv`: every row's statuses, and why for the rows that are asked about.

Nothing is stored and nothing of a person is repeated in a report of faults.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click
from flask.cli import with_appcontext

from web.clock import SHANGHAI, today
from web.pack import pack


@click.command("screen")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--output",
    type=click.Path(dir_okay=False, writable=True),
    default="-",
    help="写到哪个文件，默认屏幕",
)
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="按哪一天算，默认今天")
@click.option(
    "--reasons", type=int, multiple=True, metavar="行号", help="再说明这几行的理由，可写多次"
)
@click.option("--database", help="在哪个数据库里算（如 postgres://…），默认内置的 DuckDB")
@with_appcontext
def screen(
    file: Path, output: str, as_of: datetime | None, reasons: Sequence[int], database: str | None
) -> None:
    """What everybody on a list can get, one row a person; rows with a fault are kept and say so."""
    from knowledge.population.lists import ListError
    from web.population.running import run

    day = as_of.replace(tzinfo=SHANGHAI).date() if as_of else today()
    try:
        bad = run(file, output, pack(day), day, set(reasons), database)
    except ListError as wrong:
        raise click.ClickException(str(wrong)) from None
    click.echo(f"有问题的 {bad} 行" if bad else "每一行都读懂了", err=True)
    if bad:
        raise SystemExit(1)
