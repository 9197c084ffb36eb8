"""The record of a list of people that was screened: for what, on which legal basis, how far it is. No person in it.

The file and its result lie outside the database and do not live long; this row stays, because what was done with
people's data has to be shown. Knows no file and no rule.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base
from models.worked import Worked


class PeopleScreening(Worked, Base):
    """One list: who handed it in and why, how many rows it has, and when its files were deleted."""

    __tablename__ = "people_screening"
    __table_args__ = (
        CheckConstraint("purpose <> ''", name="purpose"),
        CheckConstraint("basis <> ''", name="basis"),
    )

    purpose: Mapped[str] = mapped_column(String(200))
    basis: Mapped[str] = mapped_column(String(300))
    day: Mapped[date]
    common: Mapped[dict[str, Any]] = mapped_column(JSON)  # what holds for everybody on it
    faulty: Mapped[int] = mapped_column(default=0)
    found: Mapped[int] = mapped_column(default=0)

    COUNTED = ("done", "faulty", "found")
