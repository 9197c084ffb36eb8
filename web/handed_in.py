"""Files that wait for a process beside the site: where they lie, who begins on them, when they go. Knows none of them.

A folder only this service may read; on several machines it has to be one they share: INSTANCE_DIR. No queue server
is needed for a few files a day: the waiting ones are rows, and whoever looks at the page sees to it that somebody works.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import IO, Generic, TypeVar

from flask import current_app
from sqlalchemy.orm import Session

from models.worked import TRIES, Worked
from web import background
from web.clock import now

PART = 1 << 20
AN_HOUR = timedelta(hours=1)
STARTING = timedelta(seconds=20)  # a process needs so long until it writes its first sign of life
BROKEN = "我们这边出了差错，没有算完；请再交一次，还不行就找管理员"
SAYS_AT_MOST = 300
Work = TypeVar("Work", bound=Worked)


class HandedIn(Generic[Work]):
    """Those of one kind: `work` is their table, `name` their folder, `command` what `flask` is told to begin."""

    def __init__(self, work: type[Work], name: str, *command: str) -> None:
        self.work, self.name, self.command = work, name, command

    def folder(self) -> Path:
        settings = current_app.extensions["settings"]
        path: Path = settings.instance_path / self.name
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        return path

    def keep(self, key: str, upload: IO[bytes], kind: str) -> Path:
        """The uploaded file under our own name: what it was called may tell of somebody."""
        place = self.folder() / key
        place.mkdir(mode=0o700)
        path = place / f"list{kind}"
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            shutil.copyfileobj(upload, file, PART)
        return path

    def list_of(self, key: str) -> Path | None:
        """The uploaded file, or None once it is gone."""
        return next((each for each in (self.folder() / key).glob("list.*")), None)

    def drop_list(self, key: str) -> None:
        path = self.list_of(key)
        if path is not None:
            path.unlink(missing_ok=True)

    def drop(self, key: str) -> None:
        """All that there is of it."""
        shutil.rmtree(self.folder() / key, ignore_errors=True)

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """True for one process at a time on this machine; the system lets go when that process dies."""
        with (self.folder() / "working").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
            else:
                yield True

    def see_to_it(self, opened: Session) -> None:
        """Start somebody where a file waits and nobody works; a page that asks every second starts one, not many."""
        waiting = opened.scalars(self.work.waiting(now()).limit(1)).first()
        if waiting is None or self.work.running(opened, now()):
            return
        name = f"{self.name} last begun"
        last = current_app.extensions.get(name)
        mark = waiting.id, waiting.tries
        if last is None or mark != last[0] or now() - last[1] >= STARTING:
            current_app.extensions[name] = mark, now()
            background.run(*self.command)

    def next(self, opened: Session) -> Work | None:
        """The oldest one nobody works on, claimed; one that breaks whoever takes it is given up."""
        for job in opened.scalars(self.work.waiting(now())):
            if not job.claim(opened, now()):
                continue
            if job.tries <= TRIES:
                return job
            self.give_up(opened, job, BROKEN)
        return None

    def give_up(self, opened: Session, job: Work, says: str) -> None:
        opened.rollback()
        self.drop(job.id)
        job.fail(opened, now(), says[:SAYS_AT_MOST])

    def forget(self, opened: Session, job: Work) -> None:
        """Delete the file and what came of it; the record stays."""
        job.deleted_at = now()
        opened.commit()
        self.drop(job.id)

    def purge(self, opened: Session) -> int:
        """Delete what has had its time, and what no record knows; how many."""
        due = opened.scalars(self.work.due(now())).all()
        for job in due:
            self.forget(opened, job)
        # A file lies there a moment before its record is written.
        old = self._left((now() - AN_HOUR).timestamp())
        strays = [key for key in old if self._stray(opened, key)]
        for key in strays:
            self.drop(key)
        return len(due) + len(strays)

    def _left(self, older_than: float) -> list[str]:
        there = (each for each in self.folder().iterdir() if each.is_dir())
        return [each.name for each in there if each.stat().st_mtime < older_than]

    def _stray(self, opened: Session, key: str) -> bool:
        job = opened.get(self.work, key)
        return job is None or job.deleted_at is not None
