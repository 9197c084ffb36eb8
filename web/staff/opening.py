"""Accounts made, reset, changed and closed, each with its line in the record. Knows no page and no prompt.

`by` is the account that does it, None at the command line.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import RecoveryCode, Role, Staff, StaffSession
from models.audit import record
from web.i18n import gettext
from web.staff import passwords

ONE_TIME_FOR = timedelta(days=3)  # so long a password opens that somebody else has seen


class Refused(Exception):
    """What cannot be done to an account; the message says why and what to do instead."""


def add(session: Session, name: str, role: Role, by: int | None, at: datetime) -> tuple[Staff, str]:
    """The new account and its one-time password. Raises Refused for a name that cannot be."""
    if not name:
        raise Refused(gettext("用户名不能空着"))
    if session.scalar(Staff.named(name)):
        raise Refused(gettext("用户名“%(name)s”已经有了，换一个", name=name))
    secret = passwords.one_time()
    staff = Staff(
        name=name, role=role, created_at=at,
        password_hash=passwords.hashed(secret), change_by=at + ONE_TIME_FOR,
    )  # fmt: skip
    session.add(staff)
    session.flush()
    _record(session, by, "staff.added", staff, None, {"role": role.value}, at)
    return staff, secret


def reset(
    session: Session, staff: Staff, by: int | None, at: datetime, second_factor: bool = False
) -> str:
    """A new one-time password; whoever is signed in with the old one is out."""
    secret = passwords.one_time()
    staff.password_hash, staff.change_by = passwords.hashed(secret), at + ONE_TIME_FOR
    if second_factor:
        staff.totp_secret = None
        RecoveryCode.replace(session, staff, [])
    StaffSession.end_all(session, staff)
    _record(session, by, "staff.reset", staff, None, {"second_factor": second_factor}, at)
    return secret


def change(
    session: Session, staff: Staff, by: int | None, at: datetime, *, role: Role, active: bool
) -> None:
    """Raises Refused where nobody would be left who may manage accounts."""
    before = {"role": staff.role.value, "active": staff.active}
    after = {"role": role.value, "active": active}
    if before == after:
        return
    if staff.role is Role.ADMIN and staff.active and after != before and _last_admin(session):
        raise Refused(gettext("这是最后一个管理员，先设好另一个再改"))
    staff.role, staff.active = role, active
    if not active or before["role"] != role.value:
        StaffSession.end_all(session, staff)
    _record(session, by, "staff.changed", staff, before, after, at)


def _last_admin(session: Session) -> bool:
    admins = select(func.count(Staff.id)).where(Staff.role == Role.ADMIN, Staff.active.is_(True))
    return session.scalar(admins) == 1


def _record(
    session: Session, by: int | None, action: str, staff: Staff,
    before: dict[str, Any] | None, after: dict[str, Any] | None, at: datetime,
) -> None:  # fmt: skip
    target = f"staff:{staff.name}"
    record(session, staff_id=by, action=action, target=target, before=before, after=after, at=at)
