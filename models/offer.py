"""What a provider offers, and what it says it does not: services, prices, tags and the levels of care it takes on.

Knows nothing of searching and of how a price is shown.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base
from models.kinds import CareLevel, FeeUnit


class Service(Base):
    """One thing the provider does, in its own words."""

    __tablename__ = "service"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    provider_id: Mapped[UUID] = mapped_column(
        ForeignKey("provider.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(String(120))
    description: Mapped[str | None] = mapped_column(String(1000))


class Price(Base):
    """One line of the price list and the day it was reported; a price without a day is not believed."""

    __tablename__ = "price"
    __table_args__ = (CheckConstraint("amount >= 0", name="amount"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    provider_id: Mapped[UUID] = mapped_column(
        ForeignKey("provider.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(String(120))
    amount: Mapped[Decimal]
    unit: Mapped[FeeUnit]
    includes: Mapped[str | None] = mapped_column(String(300))  # what it pays for, in plain words
    reported_on: Mapped[date]


class ProviderTag(Base):
    """One tag of one provider: a row each, so that several can be asked for on any database."""

    __tablename__ = "provider_tag"

    provider_id: Mapped[UUID] = mapped_column(
        ForeignKey("provider.id", ondelete="CASCADE"), primary_key=True
    )
    tag: Mapped[str] = mapped_column(String(40), primary_key=True, index=True)


class ProviderWithout(Base):
    """One tag that a source says this provider does not have; a tag in neither table is not known."""

    __tablename__ = "provider_without"

    provider_id: Mapped[UUID] = mapped_column(
        ForeignKey("provider.id", ondelete="CASCADE"), primary_key=True
    )
    tag: Mapped[str] = mapped_column(String(40), primary_key=True)


class ProviderCareLevel(Base):
    """One level of care, as an assessment names it, that the provider takes on."""

    __tablename__ = "provider_care_level"

    provider_id: Mapped[UUID] = mapped_column(
        ForeignKey("provider.id", ondelete="CASCADE"), primary_key=True
    )
    level: Mapped[CareLevel] = mapped_column(primary_key=True)
