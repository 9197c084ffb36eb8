"""What was decided about places that resemble each other: two all the same, or one, and which record is kept.

Rows only; what making one of two means is `models.twins`.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Apart(Base):
    """Two that resemble each other and are two all the same; `first_id` is the lesser id."""

    __tablename__ = "provider_apart"

    first_id: Mapped[UUID] = mapped_column(
        ForeignKey("provider.id", ondelete="CASCADE"), primary_key=True
    )
    second_id: Mapped[UUID] = mapped_column(
        ForeignKey("provider.id", ondelete="CASCADE"), primary_key=True
    )
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    at: Mapped[datetime]


class Merged(Base):
    """One that is the same as another, which is the one that is kept."""

    __tablename__ = "provider_merged"

    dropped_id: Mapped[UUID] = mapped_column(
        ForeignKey("provider.id", ondelete="CASCADE"), primary_key=True
    )
    kept_id: Mapped[UUID] = mapped_column(ForeignKey("provider.id", ondelete="CASCADE"), index=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    at: Mapped[datetime] = mapped_column(index=True)
