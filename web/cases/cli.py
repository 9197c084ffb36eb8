"""What an operator does about cases at a prompt: both belong into the nightly job."""

from __future__ import annotations

from datetime import timedelta

import click
from flask import current_app
from flask.cli import AppGroup

from models import ClientCase, audit
from web.cases import rescreening
from web.clock import now, today
from web.db import session

cases = AppGroup("cases", help="Clients' cases.")


@cases.command("rescreen")
def rescreen() -> None:
    """Screen again what was screened on another day or under other rules or figures."""
    click.echo(f"重看了 {rescreening.everybody(session(), today())} 件个案")


@cases.command("purge")
def purge() -> None:
    """Delete cases that no advisor has saved for CASE_DAYS days."""
    days = current_app.extensions["settings"].CASE_DAYS
    old = session().scalars(ClientCase.untouched(now() - timedelta(days=days))).all()
    for case in old:
        ClientCase.erase(session(), case.id)
        audit.record(
            session(), staff_id=None, action="case.purged", target=case.id, before=None,
            after={"days": days}, at=now(),
        )  # fmt: skip
    session().commit()
    click.echo(f"删除了 {len(old)} 件 {days} 天没有动过的个案")
