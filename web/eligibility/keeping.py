"""The case of this visitor: kept on the server under a key in the cookie, gone two hours after the last touch.

The cookie holds the key and no answer. Knows nothing of what is asked.
"""

from __future__ import annotations

from datetime import timedelta

from flask import session as cookie
from sqlalchemy import delete
from sqlalchemy.orm import Session

from models import Checkup, SharedResult
from web.clock import now
from web.db import session
from web.eligibility.case import Case

COOKIE_KEY = "checkup"
IDLE = timedelta(hours=2)


def current() -> Case | None:
    """The case, or None where there is none or it was left too long."""
    row = _row()
    return Case.of(row.state) if row else None


def keep(case: Case) -> None:
    """Write the case down; the first time under a new key."""
    row = _row()
    if row is None:
        purge(session())
        row = Checkup.begin(session(), case.plain(), now())
        cookie[COOKIE_KEY] = row.id
    else:
        row.put(case.plain(), now())
    session().commit()


def forget() -> None:
    key = cookie.pop(COOKIE_KEY, None)
    if key:
        session().execute(delete(Checkup).where(Checkup.id == key))
        session().commit()


def purge(opened: Session) -> int:
    """Delete what has had its time: answers that nobody touched, shared results past their day."""
    at = now()
    old = (
        opened.execute(Checkup.expired(at - IDLE)),
        opened.execute(SharedResult.expired(at - IDLE)),
    )
    opened.commit()
    return sum(int(getattr(each, "rowcount", 0)) for each in old)


def _row() -> Checkup | None:
    key = cookie.get(COOKIE_KEY)
    row = session().get(Checkup, key) if isinstance(key, str) else None
    return row if row and now() - row.last_at < IDLE else None
