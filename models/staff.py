"""Who of the staff may do what, and who is signed in: accounts, failures, sessions, recovery codes.

A session lives here and not in a cookie, so that it ends when it is idle, whoever holds its key. How a password
is hashed or a code is checked is not known here.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    Delete,
    ForeignKey,
    Select,
    String,
    delete,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.base import Base

FAILURES_ALLOWED = 5
LOCKED_FOR = timedelta(minutes=15)
SESSION_AT_MOST = timedelta(hours=12)  # however busy: a shift, not a week


class Role(StrEnum):
    ADVISOR = "advisor"
    EDITOR = "editor"
    ADMIN = "admin"


class Staff(Base):
    """One account. It is never deleted, only closed, so that the record of changes keeps its names."""

    __tablename__ = "staff"
    __table_args__ = (CheckConstraint("name <> ''", name="name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), unique=True)
    role: Mapped[Role]
    active: Mapped[bool] = mapped_column(default=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    # Set with a password somebody else knows; once it has passed, that password opens nothing.
    change_by: Mapped[datetime | None]
    totp_secret: Mapped[str | None] = mapped_column(String(64))
    totp_step: Mapped[int] = mapped_column(default=0)  # the last one used: no code opens twice
    created_at: Mapped[datetime]

    @classmethod
    def named(cls, name: str) -> Select[Staff]:
        return select(cls).where(cls.name == name)

    @classmethod
    def listed(cls) -> Select[Staff]:
        """Those who may sign in first, then by name."""
        return select(cls).order_by(cls.active.desc(), cls.name)

    @property
    def needs_second_factor(self) -> bool:
        return self.role is Role.ADMIN or self.totp_secret is not None


class SignInFailures(Base):
    """How often in a row a name was given with a wrong password or code, whether there is such a name or not.

    Kept apart from the accounts, under a keyed hash of the name: a stranger cannot tell from the answer, nor
    from how long it takes, which names exist.
    """

    __tablename__ = "sign_in_failures"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int]
    locked_until: Mapped[datetime | None]
    last_at: Mapped[datetime] = mapped_column(index=True)

    @classmethod
    def locked(cls, session: Session, key: str, at: datetime) -> bool:
        until = session.scalar(select(cls.locked_until).where(cls.key == key))
        return until is not None and at < until

    @classmethod
    def count(cls, session: Session, key: str, at: datetime) -> bool:
        """One more failure, counted by the database so that none is lost; whether it locks the name."""
        more = update(cls).where(cls.key == key).values(failures=cls.failures + 1, last_at=at)
        if not session.execute(more).rowcount:  # type: ignore[attr-defined]
            try:
                with session.begin_nested():
                    session.add(cls(key=key, failures=1, last_at=at))
            except IntegrityError:  # another worker wrote the first one just now
                session.execute(more)
        failures = session.scalar(select(cls.failures).where(cls.key == key)) or 0
        if failures < FAILURES_ALLOWED:
            return False
        lock = {"failures": 0, "locked_until": at + LOCKED_FOR}
        session.execute(update(cls).where(cls.key == key).values(**lock))
        return True

    @classmethod
    def clear(cls, session: Session, key: str) -> None:
        session.execute(delete(cls).where(cls.key == key))

    @classmethod
    def expired(cls, before: datetime) -> Delete:
        return delete(cls).where(cls.last_at < before)


class StaffSession(Base):
    """One browser somebody has signed in with; found by an unguessable key only."""

    __tablename__ = "staff_session"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    confirmed: Mapped[bool]  # False while the second factor is still to be shown
    offered_secret: Mapped[str | None] = mapped_column(String(64))  # shown, not yet proved
    begun_at: Mapped[datetime]
    last_at: Mapped[datetime] = mapped_column(index=True)

    staff: Mapped[Staff] = relationship(lazy="joined")

    @classmethod
    def begin(cls, session: Session, staff: Staff, at: datetime, confirmed: bool) -> StaffSession:
        """Always a new key: one that was known before the sign-in never becomes a signed-in one."""
        key = secrets.token_urlsafe(24)
        begun = cls(id=key, staff_id=staff.id, confirmed=confirmed, begun_at=at, last_at=at)
        begun.staff = staff
        session.add(begun)
        session.flush()
        return begun

    def open_at(self, at: datetime, idle: timedelta) -> bool:
        fresh = at < self.last_at + idle and at < self.begun_at + SESSION_AT_MOST
        return fresh and self.staff.active

    @classmethod
    def end_all(cls, session: Session, staff: Staff, but: str = "") -> None:
        """After a reset, or a new password, whoever else is signed in with the old one is not."""
        session.execute(delete(cls).where(cls.staff_id == staff.id, cls.id != but))

    @classmethod
    def expired(cls, at: datetime, idle: timedelta) -> Delete:
        """Deletes what can open nothing any more."""
        return delete(cls).where(or_(cls.last_at < at - idle, cls.begun_at < at - SESSION_AT_MOST))


class RecoveryCode(Base):
    """Opens once instead of the second factor; only a hash of it is kept."""

    __tablename__ = "recovery_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[datetime | None]

    @classmethod
    def unused(cls, staff: Staff) -> Select[RecoveryCode]:
        return select(cls).where(cls.staff_id == staff.id, cls.used_at.is_(None))

    @classmethod
    def replace(cls, session: Session, staff: Staff, hashes: list[str]) -> None:
        session.execute(delete(cls).where(cls.staff_id == staff.id))
        session.add_all(cls(staff_id=staff.id, code_hash=each) for each in hashes)
