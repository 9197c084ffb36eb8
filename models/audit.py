"""What the staff changed: who, when, what, before and after. Rows are only ever added.

What an action means is not known here; that nothing secret is written down is.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Select, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.base import Base
from models.staff import Staff

NEVER_WRITTEN = ("password", "secret", "hash", "totp", "token", "recovery_code")


class AuditEntry(Base):
    """One change; without an account it was made at the command line."""

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    action: Mapped[str] = mapped_column(String(60), index=True)
    target: Mapped[str] = mapped_column(String(120), index=True)
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    at: Mapped[datetime] = mapped_column(index=True)

    staff: Mapped[Staff | None] = relationship(lazy="joined")

    @classmethod
    def listed(
        cls, *, staff_id: int | None = None, action: str = "", target: str = ""
    ) -> Select[AuditEntry]:
        """The newest first; `action` and `target` by how they begin."""
        found = select(cls).order_by(cls.at.desc(), cls.id.desc())
        if staff_id is not None:
            found = found.where(cls.staff_id == staff_id)
        if action:
            found = found.where(cls.action.startswith(action, autoescape=True))
        if target:
            found = found.where(cls.target.startswith(target, autoescape=True))
        return found


def record(
    session: Session,
    *,
    staff_id: int | None,
    action: str,
    target: str,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    at: datetime,
) -> AuditEntry:
    """Into the session of the change itself, so that neither is kept without the other.

    `action` is `subject.verb` (`overlay.approved`), `target` the thing's own id; `before` and `after` hold what
    differs and is JSON. Raises ValueError for a field that may hold a secret.
    """
    for side in (before, after):
        for name in side or ():
            if any(word in name for word in NEVER_WRITTEN):
                raise ValueError(f"{action}: `{name}` may be secret and is never written down")
    entry = AuditEntry(
        staff_id=staff_id,
        action=action,
        target=target,
        before=None if before is None else dict(before),
        after=None if after is None else dict(after),
        at=at,
    )
    session.add(entry)
    return entry
