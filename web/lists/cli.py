"""What is done about screened lists at a prompt; `work` is what the site starts by itself."""

from __future__ import annotations

import os

import click
from flask.cli import AppGroup

from web.lists import working

lists = AppGroup("lists", help="Lists of people that are screened in the background.")
POLITE = 10


@lists.command("work")
def work() -> None:
    """Screen every list that waits, then end."""
    os.nice(POLITE)  # whoever opens a page comes first
    click.echo(f"筛查了 {working.work()} 份名单")
