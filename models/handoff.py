"""Who of the staff is there to help, and what a resident left while nobody was.

A note holds a way to call back, given on purpose, and nothing else about the person. Knows nothing of HTTP.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import (
    CheckConstraint,
    Delete,
    Select,
    String,
    Text,
    delete,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base

SEEN_FOR = timedelta(minutes=2)  # whoever has not been seen for longer is taken to have left
SEEN_AGAIN = timedelta(
    seconds=20
)  # a screen that asks every second is not written down every second


class Presence(Base):
    """One of the staff who said they are there to help, and when they were last seen at their screen."""

    __tablename__ = "presence"

    staff: Mapped[str] = mapped_column(String(80), primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(index=True)

    @classmethod
    def seen(cls, session: Session, staff: str, at: datetime) -> None:
        session.merge(cls(staff=staff, seen_at=at))

    @classmethod
    def still_there(cls, session: Session, staff: str, at: datetime) -> bool:
        """Note that they were seen, if they said they are there; whether they did."""
        known = session.get(cls, staff, populate_existing=True)
        if known is not None and known.seen_at <= at - SEEN_AGAIN:
            moved = update(cls).where(cls.staff == staff).values(seen_at=at)
            session.execute(moved)
        return known is not None

    @classmethod
    def here(cls, at: datetime) -> Select[str]:
        """The names of those who are there."""
        return select(cls.staff).where(cls.seen_at >= at - SEEN_FOR).order_by(cls.staff)

    @classmethod
    def gone(cls, session: Session, staff: str) -> None:
        session.execute(delete(cls).where(cls.staff == staff))

    @classmethod
    def anybody(cls, session: Session, at: datetime) -> bool:
        there = select(func.count()).where(cls.seen_at >= at - SEEN_FOR)
        return bool(session.scalar(there))


class Callback(Base):
    """A wish to be called back: how, about what, and whether that was done."""

    __tablename__ = "callback"
    __table_args__ = (CheckConstraint("contact <> ''", name="contact"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contact: Mapped[str] = mapped_column(String(60))
    about: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime] = mapped_column(index=True)
    done_at: Mapped[datetime | None]
    done_by: Mapped[str | None] = mapped_column(String(80))

    @classmethod
    def waiting(cls) -> Select[Callback]:
        """Those nobody has called yet, the oldest first."""
        return select(cls).where(cls.done_at.is_(None)).order_by(cls.asked_at, cls.id)

    @classmethod
    def finish(cls, session: Session, number: int, by: str, at: datetime) -> bool:
        """Called back; False where somebody else was quicker, or it is gone."""
        waiting = update(cls).where(cls.id == number, cls.done_at.is_(None))
        done = session.execute(waiting.values(done_by=by, done_at=at))
        return bool(getattr(done, "rowcount", 0))

    @classmethod
    def erase(cls, session: Session, number: int) -> bool:
        return bool(getattr(session.execute(delete(cls).where(cls.id == number)), "rowcount", 0))

    @classmethod
    def expired(cls, before: datetime) -> Delete:
        """Deletes what was asked, or done, before."""
        return delete(cls).where(or_(cls.asked_at < before, cls.done_at < before))
