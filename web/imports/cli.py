"""What is done about lists handed in for import at a prompt; `work` is what the site starts by itself."""

from __future__ import annotations

import os

import click
from flask.cli import AppGroup

from web.imports import working

imports = AppGroup("imports", help="Lists of providers handed in through the browser.")
POLITE = 10


@imports.command("work")
def work() -> None:
    """Read or write every list that waits, then end."""
    os.nice(POLITE)  # whoever opens a page comes first
    click.echo(f"处理了 {working.work()} 份名单")
