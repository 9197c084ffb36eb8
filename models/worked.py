"""A file that somebody handed in and a process beside the site works on: whose it is, how far, when it goes.

The row is the queue: whoever falls silent loses the work to the next. Knows no file and not what is done with it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from sqlalchemy import ColumnElement, Select, String, and_, func, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.checkup import new_key

SILENT_FOR = timedelta(seconds=60)  # whoever works writes a sign of life every few seconds
TRIES = 3


class ListState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Worked:
    """The columns and steps that such files share; a table of its own for each thing done with them."""

    id: Mapped[str] = mapped_column(String(64), primary_key=True, default=new_key)
    staff: Mapped[str] = mapped_column(String(80))
    state: Mapped[ListState] = mapped_column(default=ListState.WAITING, index=True)
    total: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    says: Mapped[str | None] = mapped_column(String(300))  # why it failed, or what was not read
    tries: Mapped[int] = mapped_column(default=0)
    handed_in_at: Mapped[datetime] = mapped_column(index=True)
    seen_at: Mapped[datetime | None]  # the last sign of life of whoever works on it
    ended_at: Mapped[datetime | None]
    delete_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]

    # What is nought again when somebody begins anew.
    COUNTED: tuple[str, ...] = ("done",)

    @classmethod
    def listed(cls) -> Select[Self]:
        return select(cls).order_by(cls.handed_in_at.desc(), cls.id)

    @classmethod
    def _free(cls, at: datetime) -> ColumnElement[bool]:
        """Nobody works on it: never begun, or begun by somebody who fell silent."""
        silent = and_(cls.state == ListState.RUNNING, cls.seen_at < at - SILENT_FOR)
        return and_(or_(cls.state == ListState.WAITING, silent), cls.deleted_at.is_(None))

    @classmethod
    def waiting(cls, at: datetime) -> Select[Self]:
        """Those nobody works on, the oldest first."""
        return select(cls).where(cls._free(at)).order_by(cls.handed_in_at, cls.id)

    @classmethod
    def running(cls, session: Session, at: datetime) -> int:
        """How many are being worked on."""
        alive = and_(cls.state == ListState.RUNNING, cls.seen_at >= at - SILENT_FOR)
        return session.scalar(select(func.count()).select_from(cls).where(alive)) or 0

    @classmethod
    def due(cls, at: datetime) -> Select[Self]:
        """Those whose files have had their time."""
        return select(cls).where(cls.delete_at <= at, cls.deleted_at.is_(None))

    def interrupted(self, at: datetime) -> bool:
        """Whether somebody began and then fell silent."""
        seen = self.seen_at
        return self.state is ListState.RUNNING and seen is not None and seen < at - SILENT_FOR

    def claim(self, session: Session, at: datetime) -> bool:
        """Work on it from now on; False where another process was quicker."""
        begun = {"state": ListState.RUNNING, "seen_at": at, "tries": type(self).tries + 1}
        return self._step(session, self._free(at), {**begun, **dict.fromkeys(self.COUNTED, 0)})

    def work(self, session: Session, at: datetime, **values: Any) -> bool:
        """A sign of life; False where the work was given to somebody else or its file is to go."""
        return self._step(session, self.still_mine(), {"seen_at": at, **values})

    def still_mine(self) -> ColumnElement[bool]:
        """True of the row for as long as the work is whose this object is."""
        mine = type(self)
        running = and_(mine.state == ListState.RUNNING, mine.tries == self.tries)
        return and_(running, mine.deleted_at.is_(None))

    def finish(self, session: Session, at: datetime, says: str, delete_at: datetime) -> bool:
        """The result lies ready; False as for `work`."""
        ended = {"state": ListState.DONE, "ended_at": at, "says": says, "delete_at": delete_at}
        return self.work(session, at, **ended)

    def fail(self, session: Session, at: datetime, says: str) -> bool:
        """It cannot be done, and `says` why."""
        return self.work(session, at, state=ListState.FAILED, ended_at=at, says=says)

    def _step(self, session: Session, needed: ColumnElement[bool], values: dict[str, Any]) -> bool:
        stepped = self._changed(session, needed, values)
        session.commit()
        session.refresh(self)
        return stepped

    def _changed(
        self, session: Session, needed: ColumnElement[bool], values: dict[str, Any]
    ) -> bool:
        mine = type(self)
        stepped = session.execute(update(mine).where(mine.id == self.id, needed).values(**values))
        return bool(getattr(stepped, "rowcount", 0))
