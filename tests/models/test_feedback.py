"""A remark is kept with its target, outlives its conversation, and is refused without a target."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models import Conversation, Feedback, FeedbackKind

NOON = datetime(2026, 11, 24, 12, tzinfo=timezone(timedelta(hours=8)))


def test_the_newest_comes_first(session: Session) -> None:
    for minute, target in enumerate(("benefit:a", "benefit:b")):
        at = NOON + timedelta(minutes=minute)
        Feedback.leave(session, FeedbackKind.RATING, target, at, field="received", value="yes")

    assert [each.target for each in session.scalars(Feedback.listed())] == [
        "benefit:b",
        "benefit:a",
    ]


def test_a_forgotten_conversation_is_no_longer_named(session: Session) -> None:
    talk = Conversation.begin(session, NOON)
    left = Feedback.leave(
        session, FeedbackKind.CORRECTION, "chat", NOON, reason="答非所问", conversation_id=talk.id
    )
    session.execute(delete(Conversation))
    session.commit()
    session.expire_all()

    assert left.conversation_id is None
    assert left.reason == "答非所问"


def test_a_remark_on_nothing_is_refused(session: Session) -> None:
    with pytest.raises(IntegrityError):
        Feedback.leave(session, FeedbackKind.RATING, "", NOON)
