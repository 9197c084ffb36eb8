"""A list handed in without a page, and what came of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from apiflask import APIFlask
from openpyxl import Workbook
from sqlalchemy.orm import Session

from models import PeopleScreening
from models.checkup import new_key
from web.clock import now, today
from web.lists import files

HERE = {"applicant": "resident", "local_hukou": True}


def hand_in(app: APIFlask, rows: Session, upload: bytes, kind: str = ".csv", **given: Any) -> str:
    """The key of the list; nobody has begun yet."""
    told = {"staff": "甲", "purpose": "找没领尊老金的老人", "basis": "区民政局通知", "common": HERE}
    times = {"handed_in_at": now(), "delete_at": now() + timedelta(hours=24), "day": today()}
    job = PeopleScreening(id=new_key(), **{**told, **times, **given})
    with app.app_context():
        files.keep(job.id, io.BytesIO(upload), kind)
    rows.add(job)
    rows.commit()
    return job.id


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def result(app: APIFlask, key: str) -> list[dict[str, str]]:
    with app.app_context():
        return table(files.result_of(key).read_text(encoding="utf-8"))


def workbook(*lines: Sequence[Any]) -> bytes:
    book, written = Workbook(), io.BytesIO()
    for line in lines:
        book.active.append(line)  # type: ignore[union-attr]
    book.save(written)
    return written.getvalue()
