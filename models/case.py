"""A client whom an advisor looks after: the least that is needed to help again, and nothing without consent.

Facts and decisions are plain data whose meaning is not known here. No identity number comes here: whoever writes
refuses it. Erasing a case leaves no row of it.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Select,
    String,
    Text,
    UniqueConstraint,
    delete,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.base import Base

# No letter that is read as a digit or another letter (I, L, O, U): people read it out on the telephone.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 16  # 80 random bits: with a limit on tries nobody guesses one


class CaseChanged(Exception):
    """Somebody else saved the case in the meantime; nothing was written."""


class TaskKind(StrEnum):
    STAFF = "staff"  # written by an advisor
    AHEAD = "ahead"  # time alone will open or close a benefit
    DEADLINE = "deadline"  # the benefit's own last day


def new_key() -> str:
    """128 random bits: an address that was not given to somebody cannot be guessed."""
    return secrets.token_urlsafe(16)


def new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


class ClientCase(Base):
    """One client: what to call them, the people asked about, notes, and the decisions of the day last screened.

    `people` and `decisions` are lists of plain data, one entry a person, joined by the entry's `key`.
    """

    __tablename__ = "client_case"
    __table_args__ = (
        CheckConstraint("alias <> ''", name="alias"),
        CheckConstraint("notice <> ''", name="notice"),
    )

    id: Mapped[str] = mapped_column(String(64), primary_key=True, default=new_key)
    code: Mapped[str] = mapped_column(String(20), unique=True, default=new_code)
    alias: Mapped[str] = mapped_column(String(40))
    contact: Mapped[str | None] = mapped_column(String(60))
    notes: Mapped[str] = mapped_column(Text, default="")
    people: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    decisions: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    screened_on: Mapped[date]
    screened_for: Mapped[str] = mapped_column(
        String(160), index=True
    )  # which rules, figures and day
    notice: Mapped[str] = mapped_column(String(40))  # the version of the notice that was agreed to
    consented_at: Mapped[datetime]
    opened_by: Mapped[str] = mapped_column(String(80))
    opened_at: Mapped[datetime]
    changed_by: Mapped[str] = mapped_column(String(80))
    changed_at: Mapped[datetime] = mapped_column(index=True)
    version: Mapped[int] = mapped_column(default=1)

    def save(self, session: Session, version: int, values: Mapping[str, Any]) -> None:
        """Write what an advisor changed. Raises CaseChanged unless the case is still at `version`."""
        self._write(session, ClientCase.version == version, {**values, "version": version + 1})

    def rescreen(
        self, session: Session, version: int, screened_for: str, values: Mapping[str, Any]
    ) -> None:
        """Write new decisions. Raises CaseChanged if facts or decisions are no longer those they were made from."""
        unchanged = (ClientCase.version == version) & (ClientCase.screened_for == screened_for)
        self._write(session, unchanged, values)

    def _write(self, session: Session, unchanged: Any, values: Mapping[str, Any]) -> None:
        written = session.execute(
            update(ClientCase).where(ClientCase.id == self.id, unchanged).values(**values)
        )
        if not getattr(written, "rowcount", 0):
            session.rollback()
            raise CaseChanged(self.id)
        session.refresh(self)

    @classmethod
    def find(cls, session: Session, key: str) -> ClientCase | None:
        """The case as the database has it now."""
        return session.get(cls, key, populate_existing=True)

    @classmethod
    def coded(cls, code: str) -> Select[ClientCase]:
        return select(cls).where(cls.code == code)

    @classmethod
    def listed(cls, text: str = "", code: str = "") -> Select[ClientCase]:
        """The one touched last first; `text` is part of an alias, `code` a whole code."""
        found = select(cls).order_by(cls.changed_at.desc(), cls.id)
        if text:
            found = found.where(or_(cls.alias.contains(text, autoescape=True), cls.code == code))
        return found

    @classmethod
    def stale(cls, screened_for: str) -> Select[ClientCase]:
        """Those last screened under other rules or figures, or on another day."""
        return select(cls).where(cls.screened_for != screened_for).order_by(cls.screened_on, cls.id)

    @classmethod
    def erase(cls, session: Session, key: str) -> bool:
        """Delete it with its tasks and changes; whether there was one."""
        gone = session.execute(delete(cls).where(cls.id == key))
        return bool(getattr(gone, "rowcount", 0))

    @classmethod
    def untouched(cls, before: datetime) -> Select[ClientCase]:
        """Those that no advisor has saved since; a screening by the machine does not keep them."""
        return select(cls).where(cls.changed_at < before).order_by(cls.changed_at)


class CaseChange(Base):
    """A benefit that came within a person's reach, or went out of it, without anybody changing their facts."""

    __tablename__ = "case_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(
        ForeignKey("client_case.id", ondelete="CASCADE"), index=True
    )
    person: Mapped[str] = mapped_column(String(12))
    benefit: Mapped[str] = mapped_column(String(80))
    before: Mapped[str] = mapped_column(String(20))
    after: Mapped[str] = mapped_column(String(20))
    gained: Mapped[bool]
    cause: Mapped[str] = mapped_column(String(20))  # `rules` or `time`
    because: Mapped[list[str]] = mapped_column(JSON)
    day: Mapped[date] = mapped_column(index=True)
    seen_by: Mapped[str | None] = mapped_column(String(80))
    seen_at: Mapped[datetime | None]

    case: Mapped[ClientCase] = relationship(lazy="joined")

    @classmethod
    def unseen(cls) -> Select[CaseChange]:
        """What nobody has looked at yet: what was gained first, the newest first."""
        found = select(cls).where(cls.seen_at.is_(None))
        return found.order_by(cls.gained.desc(), cls.day.desc(), cls.id)

    @classmethod
    def of(cls, case: ClientCase) -> Select[CaseChange]:
        return select(cls).where(cls.case_id == case.id).order_by(cls.day.desc(), cls.id.desc())


class CaseTask(Base):
    """Something to do for a client, by a day if one is known."""

    __tablename__ = "case_task"
    __table_args__ = (
        CheckConstraint("says <> ''", name="says"),
        UniqueConstraint("case_id", "kind", "person", "benefit", "due"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("client_case.id", ondelete="CASCADE"))
    kind: Mapped[TaskKind]
    due: Mapped[date | None] = mapped_column(index=True)
    says: Mapped[str] = mapped_column(String(300))
    person: Mapped[str | None] = mapped_column(String(12))
    benefit: Mapped[str | None] = mapped_column(String(80))
    made_by: Mapped[str | None] = mapped_column(String(80))
    done_by: Mapped[str | None] = mapped_column(String(80))
    done_at: Mapped[datetime | None]

    case: Mapped[ClientCase] = relationship(lazy="joined")

    @classmethod
    def open_until(cls, day: date) -> Select[CaseTask]:
        """What is to be done by `day`, the earliest first."""
        found = select(cls).where(cls.done_at.is_(None), cls.due <= day)
        return found.order_by(cls.due, cls.id)

    @classmethod
    def of(cls, case: ClientCase) -> Select[CaseTask]:
        """Open ones first, by day; those without a day last."""
        found = select(cls).where(cls.case_id == case.id)
        return found.order_by(cls.done_at.is_not(None), cls.due.is_(None), cls.due, cls.id)

    @classmethod
    def foreseen(cls, case: ClientCase) -> Select[CaseTask]:
        """Those the machine made and nobody has done."""
        return cls.of(case).where(cls.kind != TaskKind.STAFF, cls.done_at.is_(None))
