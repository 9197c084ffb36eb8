"""`flask purge`: deletes everything whose time has come, of every table that keeps anything of a person.

What is kept until when is `models.retention`'s. Belongs into the hourly job.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from models import ClientCase, audit
from models.retention import PERSONAL, Periods, going
from web import noted
from web.clock import now
from web.config import Settings
from web.db import session
from web.eligibility.keeping import IDLE
from web.handed_in import HandedIn
from web.imports.door import IMPORTS
from web.learning.trials import TRIALS
from web.lists.files import LISTS

HANDED_IN: tuple[HandedIn[Any], ...] = (LISTS, IMPORTS, TRIALS)


@click.command("purge")
@click.option("--dry-run", is_flag=True, help="只数，不删")
@with_appcontext
def purge(dry_run: bool) -> None:
    """Delete what has had its time; how many rows of each table, and files of lists."""
    opened, at = session(), now()
    counts = {name: _delete(opened, name, at) for name in PERSONAL if PERSONAL[name].expired}
    if dry_run:
        opened.rollback()
        files = sum(len(opened.scalars(each.work.due(at)).all()) for each in HANDED_IN)
    else:
        opened.commit()
        files = sum(each.purge(opened) for each in HANDED_IN)
        noted.note("purge", rows=sum(counts.values()), files=files)
    for name, count in counts.items():
        if count:
            click.echo(f"  {name}：{count}（{PERSONAL[name].holds}）")
    done = "会删" if dry_run else "删除了"
    click.echo(
        f"{done} {sum(counts.values())} 行，看过 {len(counts)} 张表；另有 {files} 份名单的文件。"
    )


def periods() -> Periods:
    settings: Settings = current_app.extensions["settings"]
    return Periods(
        conversation=timedelta(days=settings.CONVERSATION_DAYS),
        case=timedelta(days=settings.CASE_DAYS),
        feedback=timedelta(days=settings.FEEDBACK_DAYS),
        record=timedelta(days=settings.AUDIT_DAYS),
        check=IDLE,
        session=timedelta(minutes=settings.STAFF_IDLE_MINUTES),
    )


def _delete(opened: Session, name: str, at: datetime) -> int:
    if name == ClientCase.__tablename__:
        _record_cases(opened, at)
    gone = opened.execute(going(name, periods(), at))  # type: ignore[arg-type]
    return int(getattr(gone, "rowcount", 0))


def _record_cases(opened: Session, at: datetime) -> None:
    """That a case was deleted is written down, by its key and nothing of the person."""
    kept = periods().case
    for case in opened.scalars(ClientCase.untouched(at - kept)):
        audit.record(
            opened, staff_id=None, action="case.purged", target=case.id, before=None,
            after={"days": kept.days}, at=at,
        )  # fmt: skip
    opened.flush()
