"""The process that screens lists, one after another, and ends when there are none. Shows no page.

It runs beside the site, so that no page waits for it and no restart of the site stops it; when it dies itself,
the next one finds the list as it was and begins anew.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from flask import current_app
from sqlalchemy.orm import Session

from knowledge.population.lists import ListError, PeopleList
from models import PeopleScreening, spreadsheet
from models.importing.report import Unreadable
from web.clock import now
from web.db import session
from web.handed_in import BROKEN, SAYS_AT_MOST
from web.lists import files, judging, reading
from web.lists.files import LISTS
from web.pack import pack

SIGN_OF_LIFE = timedelta(seconds=1)
COLUMNS_NAMED = 8


def work() -> int:
    """Screen what waits; how many lists were begun."""
    begun = 0
    with files.alone() as mine:
        while mine and (job := LISTS.next(session())):
            begun += 1
            _screen(job)
    return begun


def _screen(job: PeopleScreening) -> None:
    opened, path = session(), files.list_of(job.id)
    try:
        if path is None:
            raise ListError("文件已经删掉了，请再交一次")
        says = _write(opened, job, path)
    except (ListError, Unreadable, csv.Error) as wrong:
        LISTS.give_up(opened, job, str(wrong))
        return
    except Exception:
        LISTS.give_up(opened, job, BROKEN)
        raise
    if says is not None:
        LISTS.drop_list(job.id)
        hours = current_app.extensions["settings"].LIST_HOURS
        job.finish(opened, now(), says, now() + timedelta(hours=hours))


def _write(opened: Session, job: PeopleScreening, path: Path) -> str | None:
    """Write the result beside the list; what was not read of it, or None where the work is no longer ours."""
    known = pack(job.day)
    people = reading.people(path, known, job.day, job.common)
    job.work(opened, now(), total=max(0, reading.count(path) - 1))
    result = files.result_of(job.id)
    # Private from its first moment on.
    descriptor = os.open(result, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as written:
        written.writelines(spreadsheet.lines([judging.HEADING]))
        for some in _in_steps(people, job, opened):
            written.write(some)
    if not _still_ours(opened, job):
        return None
    return _unread(people)


def _in_steps(people: PeopleList, job: PeopleScreening, opened: Session) -> Iterator[str]:
    """The result in text, with a sign of life every second; ends early where the work is no longer ours."""
    done = faulty = found = 0
    told: datetime = now()
    for person in people:
        rows = list(judging.rows(person, pack(job.day), people))
        done += 1
        faulty += bool(person.faults)
        found += any(row[3] not in (judging.NOTHING, judging.NEAR, judging.FAULTY) for row in rows)
        yield "".join(map(spreadsheet.line, rows))
        if now() - told >= SIGN_OF_LIFE:
            told = now()
            if not job.work(opened, told, done=done, faulty=faulty, found=found):
                return
    job.work(opened, now(), total=done, done=done, faulty=faulty, found=found)


def _still_ours(opened: Session, job: PeopleScreening) -> bool:
    return job.work(opened, now())


def _unread(people: PeopleList) -> str:
    named = "、".join(name[:20] for name in people.unread[:COLUMNS_NAMED])
    return f"没有读的列：{named}"[:SAYS_AT_MOST] if named else ""
