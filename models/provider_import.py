"""The record of a list of providers that somebody of the staff brings in: what for, what they chose, what came of it.

The file and what was read of it lie outside the database and go as soon as it is written or given up; this row stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base
from models.kinds import CoordinateSystem, Kind
from models.worked import ListState, Worked


class ImportStep(StrEnum):
    LOOK = "look"
    WRITE = "write"


class ProviderImport(Worked, Base):
    """One list: `counts` are rows by what was or would be done with them, and how many vanished."""

    __tablename__ = "provider_import"
    __table_args__ = (CheckConstraint("source <> ''", name="source"),)

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    kind: Mapped[Kind]
    source: Mapped[str] = mapped_column(String(200))
    verified_on: Mapped[date]
    coordinate_system: Mapped[CoordinateSystem | None]
    mapping: Mapped[dict[str, str]] = mapped_column(JSON)  # heading: field, as chosen
    decisions: Mapped[dict[str, str]] = mapped_column(JSON)  # row number: `same` or `new`
    step: Mapped[ImportStep] = mapped_column(default=ImportStep.LOOK)
    counts: Mapped[dict[str, int]] = mapped_column(JSON)

    def ask(self, session: Session, step: ImportStep, **chosen: Any) -> bool:
        """Begin this step anew with what was chosen; False where it is at work already, or over."""
        mine = ProviderImport
        idle = (mine.state == ListState.DONE) & (mine.step == ImportStep.LOOK)
        begun = {"step": step, "state": ListState.WAITING, "tries": 0, "says": None, "done": 0}
        return self._step(session, idle & mine.deleted_at.is_(None), {**begun, **chosen})

    def looked(self, session: Session, at: datetime, counts: Mapping[str, int], says: str) -> bool:
        """What would be done lies ready to be looked at; False as for `work`."""
        told = {"counts": dict(counts), "step": ImportStep.LOOK, "says": says or None}
        return self.work(session, at, state=ListState.DONE, ended_at=at, **told)

    def written(self, session: Session, at: datetime, counts: Mapping[str, int]) -> bool:
        """In the transaction of the rows themselves, which the caller ends; False where it is ours no more."""
        ended = {"state": ListState.DONE, "ended_at": at, "seen_at": at, "counts": dict(counts)}
        return self._changed(session, self.still_mine(), {**ended, "deleted_at": at})
