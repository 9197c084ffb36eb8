"""What people say about an answer: it is wrong, it was of use, the money came. No personal data is asked for.

Texts come here already masked. What a target or a value means is not known here; what was decided about it is
kept beside it.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Delete, ForeignKey, Select, String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base

AN_ANSWER = "message:"


class FeedbackKind(StrEnum):
    CORRECTION = "correction"
    RATING = "rating"


def answer_target(seq: int) -> str:
    """What a mark on one answer of a conversation names."""
    return f"{AN_ANSWER}{seq}"


class Feedback(Base):
    """One remark on one thing; a conversation that is forgotten is no longer named by it."""

    __tablename__ = "feedback"
    __table_args__ = (CheckConstraint("target <> ''", name="target"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[FeedbackKind]
    target: Mapped[str] = mapped_column(String(120), index=True)
    field: Mapped[str | None] = mapped_column(String(60))
    value: Mapped[str | None] = mapped_column(String(500))
    reason: Mapped[str | None] = mapped_column(String(500))
    conversation_id: Mapped[str | None] = mapped_column(
        ForeignKey("conversation.id", ondelete="SET NULL"), index=True
    )
    created_at: Mapped[datetime] = mapped_column(index=True)

    @classmethod
    def leave(
        cls,
        session: Session,
        kind: FeedbackKind,
        target: str,
        at: datetime,
        *,
        field: str | None = None,
        value: str | None = None,
        reason: str | None = None,
        conversation_id: str | None = None,
    ) -> Feedback:
        left = cls(
            kind=kind,
            target=target,
            created_at=at,
            field=field,
            value=value,
            reason=reason,
            conversation_id=conversation_id,
        )
        session.add(left)
        session.flush()
        return left

    @classmethod
    def expired(cls, before: datetime) -> Delete:
        """Deletes what is older, but for what somebody of the staff has still to decide about."""
        waiting = cls.undecided().order_by(None).with_only_columns(cls.id)
        return delete(cls).where(cls.created_at < before, cls.id.not_in(waiting))

    @classmethod
    def of_answers(cls, conversation_id: str) -> Select[Feedback]:
        """The marks that were given in a conversation, see `answer_target`."""
        mine = (cls.conversation_id == conversation_id, cls.kind == FeedbackKind.RATING)
        return select(cls).where(*mine, cls.target.startswith(AN_ANSWER))

    @classmethod
    def given(cls, conversation_id: str, target: str) -> Select[Feedback]:
        """The mark that one answer has."""
        return cls.of_answers(conversation_id).where(cls.target == target)

    @classmethod
    def undecided(cls) -> Select[Feedback]:
        """Corrections of providers that nobody has decided about, the oldest first."""
        of_a_provider = cls.target.startswith("provider:")
        undecided = ~select(FeedbackDecision).where(FeedbackDecision.feedback_id == cls.id).exists()
        wanted = (cls.kind == FeedbackKind.CORRECTION, of_a_provider, undecided)
        return select(cls).where(*wanted).order_by(cls.created_at, cls.id)

    @classmethod
    def listed(cls) -> Select[Feedback]:
        """All of it, the newest first."""
        return select(cls).order_by(cls.created_at.desc(), cls.id.desc())


class FeedbackDecision(Base):
    """What became of a correction; a second decision about the same one is refused by the key."""

    __tablename__ = "feedback_decision"

    feedback_id: Mapped[int] = mapped_column(
        ForeignKey("feedback.id", ondelete="CASCADE"), primary_key=True
    )
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    accepted: Mapped[bool]
    reason: Mapped[str] = mapped_column(String(300))  # where it was verified, or why not
    at: Mapped[datetime]
