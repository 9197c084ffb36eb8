"""The conversations of this request's session: found, begun, added to, forgotten. Texts come masked.

Knows nothing of Rasa and of what an answer means.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from models import Conversation, Happened, Heard, Message, Sender, Tally, Thing

KEY = re.compile(r"[A-Za-z0-9_-]{22,64}", re.ASCII)


@dataclass(frozen=True)
class Said:
    """One thing said, as page and JSON show it."""

    sender: str
    text: str
    payload: dict[str, Any] | None = None
    seq: int = 0

    @classmethod
    def of(cls, message: Message) -> Said:
        return cls(message.sender.value, message.text, message.payload, message.seq)


def find(session: Session, key: str) -> Conversation | None:
    """The conversation as the database has it now; a key that cannot be one is not looked up."""
    if not KEY.fullmatch(key):
        return None
    return session.get(Conversation, key, populate_existing=True)


def begin(session: Session, at: datetime, lang: str) -> Conversation:
    begun = Conversation.begin(session, at, lang)
    session.commit()
    return begun


def add(
    session: Session,
    key: str,
    said: list[Said],
    at: datetime,
    person: bool,
    counts: Sequence[Thing] = (),
) -> tuple[Said, ...] | None:
    """What was said, as it was kept and counted; None where the conversation was forgotten in the meantime."""
    talk = find(session, key)
    if talk is None:
        return None
    try:
        kept = [talk.say(session, Sender(s.sender), s.text, at, s.payload) for s in said]
        wanted = person and talk.ask_for_person(at)
        Tally.add(session, at, [*counts, Thing(Happened.PERSON_WANTED)] if wanted else counts)
        session.commit()
    except (StaleDataError, IntegrityError):
        session.rollback()
        return None
    return tuple(Said.of(message) for message in kept)


def since(session: Session, talk: Conversation, after: int, limit: int) -> list[Message]:
    return list(session.scalars(talk.messages(after).limit(limit)))


def latest(session: Session, talk: Conversation, limit: int) -> list[Message]:
    return since(session, talk, max(0, talk.last_seq - limit), limit)


def count(session: Session, talk: Conversation, after: int) -> int:
    rows = talk.messages(after).order_by(None).subquery()
    return session.scalar(select(func.count()).select_from(rows)) or 0


def forget(session: Session, key: str) -> bool:
    """Delete it, all that was said and what is to be learned from it; whether there was one."""
    if find(session, key) is None:
        return False
    Heard.forget(session, key)
    session.execute(delete(Conversation).where(Conversation.id == key))
    session.commit()
    return True
