"""Forgets marks, remarks and what was not understood when their time has come. Shows no page."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy.orm import Session

from models import Feedback, Heard, Saying


def purge(session: Session, *, now: datetime) -> int:
    """Delete what is FEEDBACK_DAYS old; how many rows. What is still to be decided about a place stays."""
    before = now - timedelta(days=current_app.extensions["settings"].FEEDBACK_DAYS)
    old = (Feedback.expired(before), Heard.expired(before), Saying.stale(before))
    gone = sum(int(getattr(session.execute(each), "rowcount", 0)) for each in old)
    session.commit()
    return gone
