"""Whether anything about a provider changed since: a few counters, raised within the change's own transaction.

Counters in several rows, so that two writers seldom wait for each other; raised by chance amounts, so that
a sum never comes back after a change that was undone. Knows no search.
"""

from __future__ import annotations

import random
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, event, func, insert, select, update
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, mapped_column

from models.base import Base
from models.field_check import FieldCheck
from models.offer import Price, ProviderCareLevel, ProviderTag, ProviderWithout, Service
from models.opening import OpeningException, OpeningHours

SLOTS = 32
SLOT = "directory_change_slot"
OF_A_PROVIDER = (
    FieldCheck, OpeningException, OpeningHours, Price, ProviderCareLevel, ProviderTag, ProviderWithout, Service,
)  # fmt: skip


class DirectoryChange(Base):
    """One of the counters."""

    __tablename__ = "directory_change"

    slot: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int] = mapped_column(BigInteger)
    changed_at: Mapped[datetime | None]


def version(session: Session) -> int:
    """The same as before exactly if nothing changed that this session can see."""
    return int(session.scalar(select(func.coalesce(func.sum(DirectoryChange.version), 0))) or 0)


def changed_at(session: Session) -> datetime | None:
    """When anything changed last, a place that was deleted as well; None where nobody wrote since this is kept."""
    return session.scalar(select(func.max(DirectoryChange.changed_at)))


def watch(provider: type[Base]) -> None:
    """From now on, every change to such a row or what belongs to it is counted."""
    watched = (provider, *OF_A_PROVIDER)

    def flushed(session: Session, *_: Any) -> None:
        touched = (*session.new, *session.dirty, *session.deleted)
        if any(isinstance(each, watched) for each in touched):
            count(session)

    def executed(state: ORMExecuteState) -> None:
        writes = state.is_insert or state.is_update or state.is_delete
        mapper = state.bind_mapper
        if writes and mapper is not None and issubclass(mapper.class_, watched):
            count(state.session)

    event.listen(Session, "after_flush", flushed)
    event.listen(Session, "do_orm_execute", executed)


def count(session: Session) -> None:
    """Count a change; whoever writes past the session calls this in the same transaction."""
    # One slot a transaction: two transactions that each take several could wait for each other.
    transaction = session.get_transaction()
    known = session.info.get(SLOT)
    chance = random.SystemRandom()
    if known is None or known[0] is not transaction:
        known = session.info[SLOT] = (transaction, chance.randrange(SLOTS))
    slot = known[1]
    step = chance.randrange(1, 2**31)
    raised = session.connection().execute(
        update(DirectoryChange)
        .where(DirectoryChange.slot == slot)
        .values(version=DirectoryChange.version + step, changed_at=func.now())
    )
    if not raised.rowcount:
        first = {"slot": slot, "version": step, "changed_at": func.now()}
        session.connection().execute(insert(DirectoryChange).values(first))
