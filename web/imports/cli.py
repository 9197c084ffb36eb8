"""What is done about lists handed in for import at a prompt; `work` is what the site starts by itself."""

from __future__ import annotations

import os

import click
from flask.cli import AppGroup

from web.db import session
from web.imports import working
from web.imports.door import IMPORTS

imports = AppGroup("imports", help="Lists of providers handed in through the browser.")
POLITE = 10


@imports.command("work")
def work() -> None:
    """Read or write every list that waits, then end."""
    os.nice(POLITE)  # whoever opens a page comes first
    click.echo(f"处理了 {working.work()} 份名单")


@imports.command("purge")
def purge() -> None:
    """Delete lists whose time has come; put it into the hourly job."""
    click.echo(f"删除了 {IMPORTS.purge(session())} 份名单")
