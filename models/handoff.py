"""Who of the staff is there to help, and what a resident left while nobody was.

A note holds a way to call back, given on purpose, and nothing else about the person. Knows nothing of HTTP.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, Delete, Select, String, Text, delete, func, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base

SEEN_FOR = timedelta(minutes=2)  # whoever has not been seen for longer is taken to have left


class Presence(Base):
    """One of the staff and when they were last seen at their screen."""

    __tablename__ = "presence"

    staff: Mapped[str] = mapped_column(String(80), primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(index=True)

    @classmethod
    def seen(cls, session: Session, staff: str, at: datetime) -> None:
        session.merge(cls(staff=staff, seen_at=at))

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
    def expired(cls, before: datetime) -> Delete:
        """Deletes what was asked, or done, before."""
        return delete(cls).where(or_(cls.asked_at < before, cls.done_at < before))
