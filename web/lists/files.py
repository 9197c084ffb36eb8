"""Where a list and its result lie until they are fetched: a folder only this service may read. Knows no list.

On several machines the folder has to be one they share: INSTANCE_DIR.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from flask import current_app

PART = 1 << 20


def folder() -> Path:
    settings = current_app.extensions["settings"]
    path: Path = settings.instance_path / "lists"
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def keep(key: str, upload: IO[bytes], kind: str) -> Path:
    """The uploaded file under our own name: what it was called may tell of somebody."""
    place = folder() / key
    place.mkdir(mode=0o700)
    path = place / f"list{kind}"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        shutil.copyfileobj(upload, file, PART)
    return path


def list_of(key: str) -> Path | None:
    """The uploaded file, or None once it is gone."""
    return next((each for each in (folder() / key).glob("list.*")), None)


def result_of(key: str) -> Path:
    return folder() / key / "result.csv"


def drop_list(key: str) -> None:
    path = list_of(key)
    if path is not None:
        path.unlink(missing_ok=True)


def drop(key: str) -> None:
    """All that there is of it."""
    shutil.rmtree(folder() / key, ignore_errors=True)


def left(older_than: float) -> list[str]:
    """The keys under which something lies that was put there before that moment, in seconds since 1970."""
    there = (each for each in folder().iterdir() if each.is_dir())
    return [each.name for each in there if each.stat().st_mtime < older_than]


@contextmanager
def alone() -> Iterator[bool]:
    """True for one process at a time on this machine; the system lets go when that process dies."""
    with (folder() / "working").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
