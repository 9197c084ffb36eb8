"""What an operator does about cases at a prompt; it belongs into the nightly job."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from web.cases import rescreening
from web.clock import today
from web.db import session

cases = AppGroup("cases", help="Clients' cases.")


@cases.command("rescreen")
def rescreen() -> None:
    """Screen again what was screened on another day or under other rules or figures."""
    click.echo(f"重看了 {rescreening.everybody(session(), today())} 件个案")
