"""What families say of a childcare place they went to, and the codes that let them say it once.

A code is known by its hash only, and nothing leads from a review back to the code or to a family. Knows no page.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import CheckConstraint, Enum, ForeignKey, Select, String, func, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.base import Base
from models.provider import Provider

SUMMED_FROM = 5  # fewer families could be told apart, and say little of a place
STARS = range(1, 6)


class Moderation(StrEnum):
    WAITING = "waiting"
    SHOWN = "shown"
    DECLINED = "declined"


class Summary(NamedTuple):
    families: int
    average: float


class VisitCode(Base):
    """One slip of paper for one visit."""

    __tablename__ = "visit_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[UUID] = mapped_column(
        ForeignKey("provider.id", ondelete="CASCADE"), index=True
    )
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires_on: Mapped[date]
    used: Mapped[bool] = mapped_column(default=False)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)

    provider: Mapped[Provider] = relationship(lazy="joined")

    @classmethod
    def find(cls, session: Session, code_hash: str) -> VisitCode | None:
        return session.scalar(select(cls).where(cls.code_hash == code_hash))

    def use(self, session: Session) -> bool:
        """Whether it was ours to use: of two that come at once, one."""
        once = update(VisitCode).where(VisitCode.id == self.id, VisitCode.used.is_(False))
        done = session.connection().execute(once.values(used=True))
        return bool(done.rowcount == 1)


class Review(Base):
    """One family's word, with the place's answer to it; each is shown only after somebody has read it."""

    __tablename__ = "review"
    __table_args__ = (CheckConstraint("stars BETWEEN 1 AND 5", name="stars"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[UUID] = mapped_column(
        ForeignKey("provider.id", ondelete="CASCADE"), index=True
    )
    stars: Mapped[int]
    words: Mapped[str | None] = mapped_column(String(300))
    written_on: Mapped[date]
    state: Mapped[Moderation] = mapped_column(default=Moderation.WAITING, index=True)
    reason: Mapped[str | None] = mapped_column(String(300))
    reply: Mapped[str | None] = mapped_column(String(300))
    reply_state: Mapped[Moderation | None] = mapped_column(
        Enum(Moderation, name="reply_moderation", native_enum=False, create_constraint=True,
             length=40, values_callable=lambda states: [each.value for each in states])
    )  # fmt: skip

    provider: Mapped[Provider] = relationship(lazy="joined")

    @classmethod
    def undecided(cls) -> Select[Review]:
        waiting = or_(cls.state == Moderation.WAITING, cls.reply_state == Moderation.WAITING)
        return select(cls).where(waiting).order_by(cls.written_on, cls.id)

    @classmethod
    def unanswered(cls) -> Select[Review]:
        """Shown ones that the place may still answer, the newest first."""
        wanted = (cls.state == Moderation.SHOWN, cls.reply_state.is_(None))
        return select(cls).where(*wanted).order_by(cls.written_on.desc(), cls.id.desc())

    @classmethod
    def shown(cls, provider_id: UUID) -> Select[Review]:
        """The newest first."""
        wanted = (cls.provider_id == provider_id, cls.state == Moderation.SHOWN)
        return select(cls).where(*wanted).order_by(cls.written_on.desc(), cls.id.desc())

    @classmethod
    def summary(cls, session: Session, provider_id: UUID) -> Summary | None:
        """None for as long as too few families have spoken."""
        wanted = (cls.provider_id == provider_id, cls.state == Moderation.SHOWN)
        asked = select(func.count(), func.avg(cls.stars)).where(*wanted)
        count, average = session.execute(asked).one()
        return Summary(count, round(float(average), 1)) if count >= SUMMED_FROM else None
