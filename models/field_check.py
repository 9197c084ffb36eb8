"""The day single fields of a provider were last verified, where it differs from that of the whole record.

Figures that change by the week keep their day beside them (`vacancies_on`, `fees_on`, `capacity_on`); this
is for everything else. Knows nothing of who verified it.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Field(StrEnum):
    """What can be verified by itself: groups of columns that one telephone call settles together."""

    ADDRESS = "address"
    AGES = "ages"
    CARE_LEVELS = "care_levels"
    HOURS = "hours"
    OWNERSHIP = "ownership"
    PHONE = "phone"
    REGISTRATION = "registration"
    SERVICES = "services"
    STATUS = "status"
    TAGS = "tags"


class FieldCheck(Base):
    """One field of one provider and the day it was verified."""

    __tablename__ = "field_check"

    provider_id: Mapped[UUID] = mapped_column(
        ForeignKey("provider.id", ondelete="CASCADE"), primary_key=True
    )
    field: Mapped[Field] = mapped_column(primary_key=True)
    checked_on: Mapped[date]
