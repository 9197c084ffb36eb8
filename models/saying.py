"""What people said and were not understood, or not helped: each saying once, and each time it was heard.

Texts come here already masked. Who said it is kept only as long as the conversation is, so that forgetting the one
forgets the other. Knows no policy: a topic is its id.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Delete, ForeignKey, Select, String, case, delete, func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from models import words
from models.base import Base

LONGEST = 200  # longer is a story: nobody says it twice, and nobody can be taught by it


class Why(StrEnum):
    """`missed`: the bot did not know; `down`: whoever asked says that the answer was no help."""

    MISSED = "missed"
    DOWN = "down"


class SayingState(StrEnum):
    OPEN = "open"
    PROPOSED = "proposed"
    DISMISSED = "dismissed"


def same(text: str) -> str:
    """The letters and digits alone: a question mark or a blank makes no other saying."""
    return "".join(c for c in words.compact(text[:LONGEST]) if c.isalnum())


class Saying(Base):
    """One way of asking, and what an editor made of it.

    `phrase` is what the bot is to be taught, `topic` what training calls it, `entry` where it is to be written.
    """

    __tablename__ = "saying"

    id: Mapped[int] = mapped_column(primary_key=True)
    same: Mapped[str] = mapped_column(String(2 * LONGEST), unique=True)
    text: Mapped[str] = mapped_column(String(LONGEST))
    state: Mapped[SayingState] = mapped_column(default=SayingState.OPEN, index=True)
    topic: Mapped[str | None] = mapped_column(String(60))
    entry: Mapped[str | None] = mapped_column(String(60))
    phrase: Mapped[str | None] = mapped_column(String(LONGEST))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    decided_at: Mapped[datetime | None]

    @classmethod
    def of(cls, session: Session, text: str) -> Saying | None:
        """The one there is, or a new one; None for a text without a letter. Two at once make one."""
        key = same(text)
        if not key:
            return None
        wanted = select(cls).where(cls.same == key)
        if (known := session.scalar(wanted)) is not None:
            return known
        try:
            with session.begin_nested():
                made = cls(same=key, text=words.printable(text)[:LONGEST])
                session.add(made)
        except IntegrityError:
            return session.scalars(wanted).one()
        return made

    @classmethod
    def heard_often(cls, state: SayingState, why: Why | None = None) -> Select[Any]:
        """Each with how often it was missed, how often marked down, and when last; the most frequent first.

        With `why`, only those that were heard so, and by how often they were.
        """
        missed, down = (_count(each) for each in Why)
        last = func.max(Heard.at)
        found = select(cls, missed, down, last).outerjoin(Heard, Heard.saying_id == cls.id)
        often = _count(why) if why else func.count(Heard.id)
        found = found.where(cls.state == state).group_by(cls.id)
        found = found.having(often > 0) if why else found
        return found.order_by(often.desc(), last.desc(), cls.id)

    @classmethod
    def counts(cls, session: Session) -> dict[SayingState, int]:
        """How many there are in each state."""
        found = session.execute(select(cls.state, func.count()).group_by(cls.state))
        return {state: 0 for state in SayingState} | {state: count for state, count in found}

    @classmethod
    def proposed(cls) -> Select[Saying]:
        """Those that an editor wants taught, by where."""
        wanted = cls.state == SayingState.PROPOSED
        return select(cls).where(wanted).order_by(cls.entry, cls.id)

    def decide(
        self,
        state: SayingState,
        staff_id: int,
        at: datetime,
        *,
        entry: str | None = None,
        topic: str | None = None,
        phrase: str | None = None,
    ) -> None:
        """What an editor makes of it; whatever was made of it before is gone."""
        self.state, self.staff_id, self.decided_at = state, staff_id, at
        self.entry, self.topic, self.phrase = entry, topic, phrase

    @classmethod
    def stale(cls, before: datetime) -> Delete:
        """Deletes those that nobody has said, and nobody has decided about, since."""
        heard = select(Heard.id).where(Heard.saying_id == cls.id).exists()
        idle = or_(cls.decided_at.is_(None), cls.decided_at < before)
        return delete(cls).where(~heard, idle)


class Heard(Base):
    """One time that it was said, and what was wrong with what was answered."""

    __tablename__ = "heard"

    id: Mapped[int] = mapped_column(primary_key=True)
    saying_id: Mapped[int] = mapped_column(ForeignKey("saying.id", ondelete="CASCADE"), index=True)
    why: Mapped[Why]
    reason: Mapped[str | None] = mapped_column(String(40))
    answered: Mapped[str | None] = mapped_column(String(60))  # what the answer rested on first
    conversation_id: Mapped[str | None] = mapped_column(
        ForeignKey("conversation.id", ondelete="SET NULL"), index=True
    )
    seq: Mapped[int | None]  # of the answer that was marked down
    at: Mapped[datetime] = mapped_column(index=True)

    @classmethod
    def about(cls, conversation_id: str, seq: int, why: Why) -> Select[Heard]:
        mine = (cls.conversation_id == conversation_id, cls.seq == seq, cls.why == why)
        return select(cls).where(*mine)

    @classmethod
    def expired(cls, before: datetime) -> Delete:
        return delete(cls).where(cls.at < before)

    @classmethod
    def of(cls, saying_id: int) -> Select[Heard]:
        """Each time that it was said, the last first."""
        return select(cls).where(cls.saying_id == saying_id).order_by(cls.at.desc(), cls.id.desc())

    @classmethod
    def forget(cls, session: Session, conversation_id: str) -> None:
        """Whoever clears a conversation clears what was heard in it, and what nobody else has said."""
        mine = cls.conversation_id == conversation_id
        said = session.scalars(select(cls.saying_id).where(mine).distinct()).all()
        session.execute(delete(cls).where(mine))
        heard = select(cls.id).where(cls.saying_id == Saying.id).exists()
        waiting = Saying.state == SayingState.OPEN
        session.execute(delete(Saying).where(Saying.id.in_(said), waiting, ~heard))


def _count(why: Why) -> Any:
    return func.count(case((Heard.why == why, 1))).label(why.value)
