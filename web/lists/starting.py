"""Starts the process that screens lists, and deletes what has had its time. Shows no page.

No queue server is needed for a few lists a day: the waiting ones are rows, and whoever looks at the page sees to it
that somebody works on them.
"""

from __future__ import annotations

from datetime import timedelta

from flask import current_app
from sqlalchemy.orm import Session

from models import PeopleScreening
from web import background
from web.clock import now
from web.lists import files

AN_HOUR = timedelta(hours=1)
LAST = "list last begun"
STARTING = timedelta(seconds=20)  # a process needs so long until it writes its first sign of life


def see_to_it(opened: Session) -> None:
    """Start somebody where a list waits and nobody works; a page that asks every second starts one, not many."""
    waiting = opened.scalars(PeopleScreening.waiting(now()).limit(1)).first()
    if waiting is None or PeopleScreening.running(opened, now()):
        return
    last = current_app.extensions.get(LAST)
    if last is None or (waiting.id, waiting.tries) != last[0] or now() - last[1] >= STARTING:
        current_app.extensions[LAST] = (waiting.id, waiting.tries), now()
        background.run("lists", "work")


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
