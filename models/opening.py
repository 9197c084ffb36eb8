"""When a provider is open: the week, and the days that differ from it.

Times are minutes since local midnight (Asia/Shanghai), so that 24:00 exists and every database compares
them alike. What goes on past midnight is two rows. What they say of a moment
is judged in `models.hours`.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


def clock(minute: int) -> str:
    """`510` as `08:30`, `1440` as `24:00`."""
    return f"{minute // 60:02}:{minute % 60:02}"


class OpeningHours(Base):
    """A span of one weekday, every week; Monday is 1 and Sunday is 7."""

    __tablename__ = "opening_hours"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 1 AND 7", name="weekday"),
        CheckConstraint(
            "opens_minute >= 0 AND opens_minute < closes_minute AND closes_minute <= 1440",
            name="span",
        ),
    )

    provider_id: Mapped[UUID] = mapped_column(
        ForeignKey("provider.id", ondelete="CASCADE"), primary_key=True
    )
    weekday: Mapped[int] = mapped_column(primary_key=True)
    opens_minute: Mapped[int] = mapped_column(primary_key=True)
    closes_minute: Mapped[int]

    @property
    def opens(self) -> str:
        return clock(self.opens_minute)

    @property
    def closes(self) -> str:
        return clock(self.closes_minute)


class OpeningException(Base):
    """Days, both included, on which the week does not hold: other hours, or shut when there are none."""

    __tablename__ = "opening_exception"
    __table_args__ = (
        CheckConstraint("first_day <= last_day", name="days"),
        CheckConstraint(
            "(opens_minute IS NULL AND closes_minute IS NULL) OR (opens_minute IS NOT NULL"
            " AND closes_minute IS NOT NULL AND opens_minute >= 0"
            " AND opens_minute < closes_minute AND closes_minute <= 1440)",
            name="span",
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    provider_id: Mapped[UUID] = mapped_column(
        ForeignKey("provider.id", ondelete="CASCADE"), index=True
    )
    first_day: Mapped[date]
    last_day: Mapped[date]
    opens_minute: Mapped[int | None]
    closes_minute: Mapped[int | None]
    reason: Mapped[str | None] = mapped_column(String(120))

    @property
    def opens(self) -> str | None:
        return None if self.opens_minute is None else clock(self.opens_minute)

    @property
    def closes(self) -> str | None:
        return None if self.closes_minute is None else clock(self.closes_minute)
