"""Yearly figures that the plan asks the city to keep (part 五（三）), as staff enter them with their source.

What a figure means is said by its name; none is made up here. Knows no page.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, Index, Numeric, Select, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base


class Indicator(Base):
    """One figure of one year; entered again, the newer replaces it."""

    __tablename__ = "indicator"
    __table_args__ = (
        CheckConstraint("year BETWEEN 2000 AND 2100", name="year"),
        Index("uq_indicator_name_year", "name", "year", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    year: Mapped[int]
    value: Mapped[Decimal] = mapped_column(Numeric(16, 4))
    unit: Mapped[str] = mapped_column(String(20))
    source: Mapped[str] = mapped_column(String(200))
    entered_at: Mapped[datetime]

    @property
    def said(self) -> str:
        return f"{Decimal(self.value).normalize():f} {self.unit}".strip()

    @classmethod
    def named(cls, session: Session, name: str, year: int) -> Indicator | None:
        return session.scalar(select(cls).where(cls.name == name, cls.year == year))

    @classmethod
    def listed(cls) -> Select[Indicator]:
        return select(cls).order_by(cls.name, cls.year)
