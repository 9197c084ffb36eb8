"""What the inbox shows now: who waits, who is being helped by whom, who is there, how many to call back.

Also a text that changes when any of it does, cheap enough to be asked for every second by every advisor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from knowledge.pack import Pack
from models import Callback, Conversation, HandoffStatus, Presence
from web import office
from web.inbox.brief import Brief, brief
from web.pack import pack

MESSAGES_READ, SHOWN = 60, 30
SHOWN_STATES = (HandoffStatus.PENDING, HandoffStatus.OPEN)


@dataclass(frozen=True)
class Row:
    """One conversation in a list; `held` says by whom and `away` that they are not there."""

    ref: str
    asked_at: datetime | None
    held: str | None
    away: bool
    brief: Brief


@dataclass(frozen=True)
class Board:
    waiting: tuple[Row, ...]
    mine: tuple[Row, ...]
    others: tuple[Row, ...]
    here: tuple[str, ...]
    there: bool  # whether whoever looks said that they are there
    open: bool  # office hours
    callbacks: int
    more: int  # how many wait beyond those shown


def board(opened: Session, staff: str, at: datetime) -> Board:
    here = tuple(opened.scalars(Presence.here(at)))
    known = pack(at.date())
    waiting = opened.scalars(Conversation.waiting().limit(SHOWN)).all()
    helped = opened.scalars(Conversation.helped().limit(SHOWN)).all()
    rows = [_row(opened, talk, here, known, at) for talk in helped]
    return Board(
        tuple(_row(opened, talk, here, known, at) for talk in waiting),
        tuple(row for row in rows if row.held == staff),
        tuple(row for row in rows if row.held != staff),
        here,
        staff in here,
        office.open_at(at),
        _callbacks(opened),
        max(0, _count(opened) - len(waiting)),
    )


def state(opened: Session, staff: str, at: datetime, *also: str) -> str:
    """Another text when anything on the board is other than before; `also` are what else a page depends on."""
    columns = Conversation.id, Conversation.handoff_status, Conversation.last_seq
    rows = opened.execute(
        select(*columns, Conversation.taken_by)
        .where(Conversation.handoff_status.in_(SHOWN_STATES))
        .order_by(Conversation.id)
    ).all()
    here: Sequence[str] = opened.scalars(Presence.here(at)).all()
    parts = [*map(tuple, rows), *here, _callbacks(opened), office.open_at(at), staff, *also]
    return repr(parts)


def _row(
    opened: Session, talk: Conversation, here: Sequence[str], known: Pack, at: datetime
) -> Row:
    after = max(0, talk.last_seq - MESSAGES_READ)
    said = opened.scalars(talk.messages(after)).all()
    away = talk.taken_by is not None and talk.taken_by not in here
    return Row(
        str(talk.ref), talk.handoff_asked_at, talk.taken_by, away, brief(known, said, at.date())
    )


def _callbacks(opened: Session) -> int:
    waiting = Callback.waiting().order_by(None).subquery()
    return opened.scalar(select(func.count()).select_from(waiting)) or 0


def _count(opened: Session) -> int:
    waiting = Conversation.waiting().order_by(None).subquery()
    return opened.scalar(select(func.count()).select_from(waiting)) or 0
