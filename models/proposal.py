"""Local figures that one of the staff proposes and another approves: nothing of it speaks before that.

That author and approver are two people is held by the table itself. What a kind or a value means is not known here.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Select, String, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.base import Base
from models.overlay import Overlay
from models.staff import Staff


class ProposalState(StrEnum):
    WAITING = "waiting"
    APPROVED = "approved"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class OverlayProposal(Base):
    """A figure to be stated, or with `ends_id` a statement to be ended; `stood` is what it replaces."""

    __tablename__ = "overlay_proposal"
    __table_args__ = (
        CheckConstraint("state NOT IN ('approved', 'declined') OR decided_by_id <> author_id", name="four_eyes"),
        CheckConstraint("state = 'waiting' OR decided_at IS NOT NULL", name="decided"),
        CheckConstraint("source <> ''", name="source"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    # A form sent twice is one proposal; and one figure has one proposal waiting at a time.
    once: Mapped[str] = mapped_column(String(32), unique=True)
    waits_at: Mapped[str | None] = mapped_column(String(400), unique=True)
    ends_id: Mapped[int | None] = mapped_column(ForeignKey("overlay.id"))
    kind: Mapped[str] = mapped_column(String(40))
    target: Mapped[str] = mapped_column(String(80), index=True)
    value: Mapped[dict[str, Any]] = mapped_column(JSON)
    stood: Mapped[dict[str, Any]] = mapped_column(JSON)
    source: Mapped[str] = mapped_column(String(200))
    source_url: Mapped[str | None] = mapped_column(String(300))
    from_day: Mapped[date]
    until: Mapped[date | None]
    author_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(index=True)
    state: Mapped[ProposalState] = mapped_column(default=ProposalState.WAITING, index=True)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    decided_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(String(300), default="")
    overlay_id: Mapped[int | None] = mapped_column(ForeignKey("overlay.id"), index=True)

    author: Mapped[Staff] = relationship(foreign_keys=author_id, lazy="joined")
    decided_by: Mapped[Staff | None] = relationship(foreign_keys=decided_by_id, lazy="joined")
    ends: Mapped[Overlay | None] = relationship(foreign_keys=ends_id)

    def settle(
        self, session: Session, state: ProposalState, by: int, at: datetime, reason: str = ""
    ) -> bool:
        """Decide it in the caller's transaction; False where somebody was quicker, and nothing is written."""
        waiting = update(OverlayProposal).where(
            OverlayProposal.id == self.id, OverlayProposal.state == ProposalState.WAITING
        )
        decided = {"state": state, "decided_by_id": by, "decided_at": at, "reason": reason}
        done = session.execute(waiting.values(**decided, waits_at=None))
        session.refresh(self)
        return bool(getattr(done, "rowcount", 0))

    @classmethod
    def waiting(cls) -> Select[OverlayProposal]:
        """The oldest first."""
        return select(cls).where(cls.state == ProposalState.WAITING).order_by(cls.made_at, cls.id)

    @classmethod
    def of(cls, kind: str, target: str) -> Select[OverlayProposal]:
        """All about one figure, the newest first."""
        about = (cls.kind == kind, cls.target == target)
        return select(cls).where(*about).order_by(cls.made_at.desc(), cls.id.desc())

    @classmethod
    def sent(cls, once: str) -> Select[OverlayProposal]:
        return select(cls).where(cls.once == once)
