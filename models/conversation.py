"""What was said in a conversation, already masked, and whether a person was asked to take over.

Masking is done before anything comes here: this module never sees, and cannot recognise, a private number.
Knows nothing of Rasa and of HTTP; the reply is kept as the plain data it was.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    Delete,
    ForeignKey,
    Index,
    Select,
    String,
    Text,
    delete,
    func,
    select,
    true,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base


class HandoffStatus(StrEnum):
    NONE = "none"
    PENDING = "pending"
    OPEN = "open"
    RESOLVED = "resolved"


class HandoffRefused(Exception):
    """The conversation is not in the state that this step needs: somebody else was quicker."""


class Sender(StrEnum):
    RESIDENT = "resident"
    BOT = "bot"
    ADVISOR = "advisor"


def new_key() -> str:
    """256 random bits: whoever holds it may read and delete the conversation, so it cannot be guessed."""
    return secrets.token_urlsafe(32)


class Conversation(Base):
    """One visitor's exchange with the bot and, after a handoff, with an advisor."""

    __tablename__ = "conversation"
    __table_args__ = (Index("ix_conversation_waiting", "handoff_status", "handoff_asked_at"),)

    id: Mapped[str] = mapped_column(String(64), primary_key=True, default=new_key)
    lang: Mapped[str] = mapped_column(String(20), default="zh-Hans")
    created_at: Mapped[datetime]
    last_at: Mapped[datetime] = mapped_column(index=True)
    last_seq: Mapped[int] = mapped_column(default=0)
    handoff_status: Mapped[HandoffStatus] = mapped_column(default=HandoffStatus.NONE)
    handoff_asked_at: Mapped[datetime | None]
    taken_by: Mapped[str | None] = mapped_column(String(80))
    # What staff pages call it: unlike the key it opens nothing at the public doors.
    ref: Mapped[str | None] = mapped_column(String(32), unique=True, index=True)

    @classmethod
    def begin(cls, session: Session, at: datetime, lang: str = "zh-Hans") -> Conversation:
        begun = cls(created_at=at, last_at=at, lang=lang)
        session.add(begun)
        session.flush()
        return begun

    def say(
        self,
        session: Session,
        sender: Sender,
        text: str,
        at: datetime,
        payload: dict[str, Any] | None = None,
    ) -> Message:
        """Add a message. The number is drawn by the database, so bot and advisor never share one."""
        self.last_seq = Conversation.last_seq + 1
        self.last_at = at
        session.flush()
        session.refresh(self, ["last_seq"])
        said = Message(
            conversation_id=self.id,
            seq=self.last_seq,
            sender=sender,
            text=text,
            payload=payload,
            created_at=at,
        )
        session.add(said)
        session.flush()
        return said

    def messages(self, after: int = 0) -> Select[Message]:
        """What came after the message of that number, in the order it was said."""
        mine = select(Message).where(Message.conversation_id == self.id, Message.seq > after)
        return mine.order_by(Message.seq)

    def ask_for_person(self, at: datetime) -> bool:
        """Ask once: whoever waits or is being helped keeps their place. Whether it was asked just now."""
        if self.handoff_status in (HandoffStatus.PENDING, HandoffStatus.OPEN):
            return False
        self.handoff_status, self.handoff_asked_at = HandoffStatus.PENDING, at
        self.ref = self.ref or secrets.token_urlsafe(12)
        return True

    def take_over(self, session: Session, staff: str) -> None:
        """A person answers from now on. Of two who take it at once the database lets one through."""
        self._step(session, None, HandoffStatus.OPEN, staff)

    def hand_on(self, session: Session, staff: str, holder: str) -> None:
        """Another person goes on with it, unless `holder` has it no longer."""
        self._step(session, holder, HandoffStatus.OPEN, staff)

    def put_back(self, session: Session, holder: str) -> None:
        """Whoever is free takes it; it keeps its place in the queue."""
        self._step(session, holder, HandoffStatus.PENDING, None)

    def resolve(self, session: Session, holder: str) -> None:
        """The person has helped: the machine answers again."""
        self._step(session, holder, HandoffStatus.RESOLVED, holder)

    def advise(self, session: Session, holder: str, text: str, at: datetime) -> Message:
        """The person's own words. Raises HandoffRefused if somebody else has the conversation by now."""
        self._step(session, holder, HandoffStatus.OPEN, holder)
        return self.say(session, Sender.ADVISOR, text, at)

    def _step(
        self, session: Session, holder: str | None, then: HandoffStatus, staff: str | None
    ) -> None:
        """From waiting, where `holder` is None, or from being helped by them."""
        needed = HandoffStatus.OPEN if holder else HandoffStatus.PENDING
        mine = Conversation.taken_by == holder if holder else true()
        stepped = session.execute(
            update(Conversation)
            .where(Conversation.id == self.id, Conversation.handoff_status == needed, mine)
            .values(handoff_status=then, taken_by=staff)
        )
        if not getattr(stepped, "rowcount", 0):
            session.rollback()
            raise HandoffRefused(self.id)
        session.refresh(self)

    def before_me(self) -> Select[int]:
        """How many asked earlier and still wait."""
        earlier = Conversation.handoff_asked_at < self.handoff_asked_at
        still = Conversation.handoff_status == HandoffStatus.PENDING
        return select(func.count()).where(still, earlier)

    @classmethod
    def waiting(cls) -> Select[Conversation]:
        """Those that ask for a person, the one who asked first first."""
        pending = select(cls).where(cls.handoff_status == HandoffStatus.PENDING)
        return pending.order_by(cls.handoff_asked_at, cls.id)

    @classmethod
    def helped(cls) -> Select[Conversation]:
        """Those that a person is answering, the one in which something was said last first."""
        taken = select(cls).where(cls.handoff_status == HandoffStatus.OPEN)
        return taken.order_by(cls.last_at.desc(), cls.id)

    @classmethod
    def referred(cls, ref: str) -> Select[Conversation]:
        return select(cls).where(cls.ref == ref)

    @classmethod
    def expired(cls, before: datetime) -> Delete:
        """Deletes every conversation in which nothing was said since, messages included."""
        return delete(cls).where(cls.last_at < before)


class Message(Base):
    """One thing said; `payload` is the whole reply as it was given, where there was one."""

    __tablename__ = "message"

    conversation_id: Mapped[str] = mapped_column(
        ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True
    )
    seq: Mapped[int] = mapped_column(primary_key=True)
    sender: Mapped[Sender]
    text: Mapped[str] = mapped_column(Text)
    payload: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    created_at: Mapped[datetime]
