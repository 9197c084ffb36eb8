"""The record of a list of people that was screened: for what, on which legal basis, how far it is. No person in it.

The file and its result lie outside the database and do not live long; this row stays, because what was done with
people's data has to be shown. Knows no file and no rule.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ColumnElement,
    Select,
    String,
    and_,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base
from models.checkup import new_key

SILENT_FOR = timedelta(seconds=60)  # whoever works writes a sign of life every few seconds
TRIES = 3


class ListState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class PeopleScreening(Base):
    """One list: who handed it in and why, how many rows it has, and when its files were deleted."""

    __tablename__ = "people_screening"
    __table_args__ = (
        CheckConstraint("purpose <> ''", name="purpose"),
        CheckConstraint("basis <> ''", name="basis"),
    )

    id: Mapped[str] = mapped_column(String(64), primary_key=True, default=new_key)
    staff: Mapped[str] = mapped_column(String(80))
    purpose: Mapped[str] = mapped_column(String(200))
    basis: Mapped[str] = mapped_column(String(300))
    state: Mapped[ListState] = mapped_column(default=ListState.WAITING, index=True)
    day: Mapped[date]
    common: Mapped[dict[str, Any]] = mapped_column(JSON)  # what holds for everybody on it
    total: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    faulty: Mapped[int] = mapped_column(default=0)
    found: Mapped[int] = mapped_column(default=0)
    says: Mapped[str | None] = mapped_column(String(300))  # why it failed, or what was not read
    tries: Mapped[int] = mapped_column(default=0)
    handed_in_at: Mapped[datetime] = mapped_column(index=True)
    seen_at: Mapped[datetime | None]  # the last sign of life of whoever works on it
    ended_at: Mapped[datetime | None]
    delete_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]

    @classmethod
    def listed(cls) -> Select[PeopleScreening]:
        return select(cls).order_by(cls.handed_in_at.desc(), cls.id)

    @classmethod
    def _free(cls, at: datetime) -> ColumnElement[bool]:
        """Nobody works on it: never begun, or begun by somebody who fell silent."""
        silent = and_(cls.state == ListState.RUNNING, cls.seen_at < at - SILENT_FOR)
        return and_(or_(cls.state == ListState.WAITING, silent), cls.deleted_at.is_(None))

    @classmethod
    def waiting(cls, at: datetime) -> Select[PeopleScreening]:
        """Those nobody works on, the oldest first."""
        return select(cls).where(cls._free(at)).order_by(cls.handed_in_at, cls.id)

    @classmethod
    def running(cls, session: Session, at: datetime) -> int:
        """How many are being worked on."""
        alive = and_(cls.state == ListState.RUNNING, cls.seen_at >= at - SILENT_FOR)
        return session.scalar(select(func.count()).select_from(cls).where(alive)) or 0

    def interrupted(self, at: datetime) -> bool:
        """Whether somebody began and then fell silent."""
        seen = self.seen_at
        return self.state is ListState.RUNNING and seen is not None and seen < at - SILENT_FOR

    def claim(self, session: Session, at: datetime) -> bool:
        """Work on it from now on; False where another process was quicker."""
        begun = {"state": ListState.RUNNING, "seen_at": at, "tries": PeopleScreening.tries + 1}
        fresh = {"done": 0, "faulty": 0, "found": 0}
        return self._step(session, PeopleScreening._free(at), {**begun, **fresh})

    def work(self, session: Session, at: datetime, **counts: Any) -> bool:
        """A sign of life; False where the work was given to somebody else or its file is to go."""
        mine = (PeopleScreening.state == ListState.RUNNING) & (PeopleScreening.tries == self.tries)
        alive = mine & PeopleScreening.deleted_at.is_(None)
        return self._step(session, alive, {"seen_at": at, **counts})

    def finish(self, session: Session, at: datetime, says: str, delete_at: datetime) -> bool:
        """The result lies ready; False as for `work`."""
        ended = {"state": ListState.DONE, "ended_at": at, "says": says, "delete_at": delete_at}
        return self.work(session, at, **ended)

    def fail(self, session: Session, at: datetime, says: str) -> bool:
        """It cannot be screened, and `says` why."""
        return self.work(session, at, state=ListState.FAILED, ended_at=at, says=says)

    def _step(self, session: Session, needed: ColumnElement[bool], values: dict[str, Any]) -> bool:
        stepped = session.execute(
            update(PeopleScreening).where(PeopleScreening.id == self.id, needed).values(**values)
        )
        session.commit()
        session.refresh(self)
        return bool(getattr(stepped, "rowcount", 0))

    @classmethod
    def due(cls, at: datetime) -> Select[PeopleScreening]:
        """Those whose files have had their time."""
        return select(cls).where(cls.delete_at <= at, cls.deleted_at.is_(None))
