"""What is done about proposed sentences at a prompt; `work` is what the site starts by itself."""

from __future__ import annotations

import os

import click
from flask.cli import AppGroup

from web.learning import trials

learning = AppGroup("learning", help="Sentences that editors want the bot to be taught.")
POLITE = 10


@learning.command("work")
def work() -> None:
    """Try every proposal that waits, then end."""
    os.nice(POLITE)  # whoever opens a page comes first
    click.echo(f"试了 {trials.work()} 次")
