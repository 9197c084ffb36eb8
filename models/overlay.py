"""What staff fill in: dated statements of a figure that no document gave, each with its source and who entered it.

Rows are never changed in what they say, only ended, so that it stays known what held on any day. What a kind,
a target or a value means is not known here; they are handed over as plain data.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Select, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base

HANDED_OVER = (
    "id", "kind", "target", "value", "source", "source_url", "from_day", "until", "entered_by",
    "created_at",
)  # fmt: skip


class Overlay(Base):
    """One statement, in force from one day until another, both included."""

    __tablename__ = "overlay"
    __table_args__ = (
        # Only an ended statement may have lost all its days: it was taken back.
        CheckConstraint("until IS NULL OR until >= from_day OR ended_at IS NOT NULL", name="days"),
        CheckConstraint("source <> ''", name="source"),
        CheckConstraint("entered_by <> ''", name="entered_by"),
        {"sqlite_autoincrement": True},  # a number once given never means another statement
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    target: Mapped[str] = mapped_column(String(80), index=True)
    value: Mapped[dict[str, Any]] = mapped_column(JSON)
    source: Mapped[str] = mapped_column(String(200))
    source_url: Mapped[str | None] = mapped_column(String(300))
    from_day: Mapped[date]
    until: Mapped[date | None]
    entered_by: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime]
    ended_by: Mapped[str | None] = mapped_column(String(200))
    ended_at: Mapped[datetime | None]
    changes: Mapped[int] = mapped_column(default=0)

    def end(self, last_day: date, by: str, at: datetime) -> None:
        """In force up to `last_day`; a day before its first takes it back altogether."""
        self.until, self.ended_by, self.ended_at = last_day, by, at
        self.changes += 1

    def plain(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in HANDED_OVER}

    @classmethod
    def listed(cls) -> Select[Overlay]:
        """All there ever were, in the order in which they begin."""
        return select(cls).order_by(cls.from_day, cls.id)


def current(session: Session) -> list[dict[str, Any]]:
    """Every statement as plain data; the day decides later which are in force."""
    return [overlay.plain() for overlay in session.scalars(Overlay.listed())]


def overlay_version(session: Session) -> str:
    """Another word after every change: cheap enough to be asked at every request."""
    counts = func.count(Overlay.id), func.max(Overlay.id), func.sum(Overlay.changes)
    found = session.execute(select(*counts)).one()
    return "-".join(str(number or 0) for number in found)
