"""How much waits for the staff, in one look; who waits and for what is not read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.conversation import Conversation, HandoffStatus
from models.handoff import SEEN_FOR, Callback, Presence
from models.overlay import overlay_version


@dataclass(frozen=True)
class Queue:
    """Counts; `oldest_seconds` is 0 where nobody waits; `overlay` names the state of the local figures."""

    waiting: int
    oldest_seconds: float
    callbacks: int
    staff: int
    overlay: str

    @classmethod
    def at(cls, session: Session, now: datetime) -> Queue:
        pending = Conversation.handoff_status == HandoffStatus.PENDING
        asked = select(func.count(), func.min(Conversation.handoff_asked_at)).where(pending)
        waiting, oldest = session.execute(asked).one()
        uncalled = select(func.count()).select_from(Callback).where(Callback.done_at.is_(None))
        there = select(func.count()).where(Presence.seen_at >= now - SEEN_FOR)
        return cls(
            waiting=waiting,
            oldest_seconds=max(0.0, (now - oldest).total_seconds()) if oldest else 0.0,
            callbacks=session.scalar(uncalled) or 0,
            staff=session.scalar(there) or 0,
            overlay=overlay_version(session),
        )
