"""What a provider reports about itself under a link it was sent: its vacancies and fees on a day, until reviewed.

A link serves once: its key stands beside the report. Knows no link and no page.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Select, String, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.provider import Provider


class ProviderReport(Base):
    """`figures` is field: text, as `models.editing` reads them."""

    __tablename__ = "provider_report"

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[UUID] = mapped_column(
        ForeignKey("provider.id", ondelete="CASCADE"), index=True
    )
    link_key: Mapped[str] = mapped_column(String(40), unique=True)
    figures: Mapped[dict[str, str]] = mapped_column(JSON)
    reported_on: Mapped[date]
    created_at: Mapped[datetime] = mapped_column(index=True)
    accepted: Mapped[bool | None]
    reason: Mapped[str | None] = mapped_column(String(300))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    decided_at: Mapped[datetime | None]

    provider: Mapped[Provider] = relationship(lazy="joined")

    @classmethod
    def undecided(cls) -> Select[ProviderReport]:
        """The oldest first."""
        return select(cls).where(cls.accepted.is_(None)).order_by(cls.created_at, cls.id)
