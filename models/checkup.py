"""What somebody answers while they check what they can get, kept for a short while, and results they chose to share.

Both are found by an unguessable key only. What an answer or a decision means is not known here.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Delete, String, delete
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base


def new_key() -> str:
    """128 random bits, short enough for a QR code that an old phone can read."""
    return secrets.token_urlsafe(16)


class Checkup(Base):
    """One visitor's answers about the people of one case; without names."""

    __tablename__ = "checkup"

    id: Mapped[str] = mapped_column(String(64), primary_key=True, default=new_key)
    state: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime]
    last_at: Mapped[datetime] = mapped_column(index=True)

    @classmethod
    def begin(cls, session: Session, state: dict[str, Any], at: datetime) -> Checkup:
        begun = cls(state=state, created_at=at, last_at=at)
        session.add(begun)
        session.flush()
        return begun

    def put(self, state: dict[str, Any], at: datetime) -> None:
        """Take the place of what was there; a changed mind leaves no trace."""
        self.state, self.last_at = state, at

    @classmethod
    def expired(cls, before: datetime) -> Delete:
        """Deletes all that nobody has touched since."""
        return delete(cls).where(cls.last_at < before)


class SharedResult(Base):
    """Decisions as they stood on one day, without the answers they rest on, until a moment."""

    __tablename__ = "shared_result"

    id: Mapped[str] = mapped_column(String(64), primary_key=True, default=new_key)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)

    @classmethod
    def share(
        cls,
        session: Session,
        content: dict[str, Any],
        at: datetime,
        until: datetime,
        key: str | None = None,
    ) -> SharedResult:
        """Under a new key; `key` is for whoever has made an unguessable one already."""
        shared = cls(id=key or new_key(), content=content, created_at=at, expires_at=until)
        session.add(shared)
        session.flush()
        return shared

    def open_at(self, at: datetime) -> bool:
        return bool(self.content) and at < self.expires_at

    def revoke(self) -> None:
        """Nothing of it is kept but that there was one, so that its link can say so."""
        self.content = {}

    @classmethod
    def expired(cls, before: datetime) -> Delete:
        return delete(cls).where(cls.expires_at < before)
