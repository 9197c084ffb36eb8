"""A trial of proposed sentences: what was to be taught, and how the questions fared before and after.

A process beside the site works on it. Knows neither what a label means nor what is told of it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Delete, ForeignKey, Select, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base
from models.worked import ListState, Worked


class Trial(Worked, Base):
    """`proposed` are pairs of text and label; `told` is there once it is done."""

    __tablename__ = "trial"

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    proposed: Mapped[list[list[str]]] = mapped_column(JSON)
    told: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))

    @classmethod
    def last(cls) -> Select[Trial]:
        return select(cls).order_by(cls.handed_in_at.desc(), cls.id).limit(1)

    @classmethod
    def expired(cls, before: datetime) -> Delete:
        return delete(cls).where(cls.handed_in_at < before)

    def tell(self, session: Session, at: datetime, told: dict[str, Any]) -> bool:
        """What came of it; False where the work was given to somebody else."""
        return self.work(session, at, state=ListState.DONE, ended_at=at, told=told)
