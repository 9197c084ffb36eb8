"""Starts the process that screens lists, and deletes what has had its time. Shows no page.

No queue server is needed for a few lists a day: the waiting ones are rows, and whoever looks at the page sees to it
that somebody works on them.
"""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from threading import Thread

from flask import current_app
from sqlalchemy.orm import Session

from models import PeopleScreening
from web.clock import now
from web.config import ROOT, Settings
from web.lists import files

COMMAND = (sys.executable, "-m", "flask", "--app", "web", "lists", "work")
AN_HOUR = timedelta(hours=1)
PASSED_ON = ("SECRET_KEY", "DATABASE_URL", "PACK", "INSTANCE_DIR", "LIST_HOURS")


def start() -> None:
    """A process of its own session: a restart of the site leaves it at its work."""
    settings: Settings = current_app.extensions["settings"]
    given = {name: str(getattr(settings, name)) for name in PASSED_ON}
    begun = subprocess.Popen(  # noqa: S603 - our own command, without a word of a visitor
        COMMAND,
        cwd=ROOT,
        env={**os.environ, **given, "DATABASE_URL": settings.database_url},
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    Thread(target=begun.wait, daemon=True).start()  # so that it leaves nothing behind when it ends


def see_to_it(opened: Session) -> None:
    """Start somebody where a list waits and nobody works."""
    waiting = opened.scalars(PeopleScreening.waiting(now()).limit(1)).first()
    if waiting is not None and not PeopleScreening.running(opened, now()):
        start()


def forget(opened: Session, job: PeopleScreening) -> None:
    """Delete the list and its result; the record of it stays."""
    job.deleted_at = now()
    opened.commit()
    files.drop(job.id)


def purge(opened: Session) -> int:
    """Delete what has had its time, and what no record knows; how many."""
    due = opened.scalars(PeopleScreening.due(now())).all()
    for job in due:
        forget(opened, job)
    # A list lies there a moment before its record is written.
    old = files.left((now() - AN_HOUR).timestamp())
    strays = [key for key in old if _stray(opened, key)]
    for key in strays:
        files.drop(key)
    return len(due) + len(strays)


def _stray(opened: Session, key: str) -> bool:
    job = opened.get(PeopleScreening, key)
    return job is None or job.deleted_at is not None
