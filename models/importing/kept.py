"""What is kept of a list from one time to the next: what its columns mean, its coordinates, what was decided.

A list is known by the name of its source without the date: next year's is the same list. Knows no file.
"""

from __future__ import annotations

import re
from datetime import date

from sqlalchemy import JSON, Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base
from models.kinds import CoordinateSystem, Kind

DATES = re.compile(
    r"\d{2,4}\s*年(?:度)?|\d{1,2}\s*月份?|\d{1,2}\s*日|\d{4}[-./]\d{1,2}(?:[-./]\d{1,2})?|\d{4,8}"
)


class ProviderList(Base):
    """One office's list of one kind of provider."""

    __tablename__ = "provider_list"
    __table_args__ = (Index("uq_provider_list_kind_name", "kind", "name", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Kind]
    name: Mapped[str] = mapped_column(String(200))
    mapping: Mapped[dict[str, str]] = mapped_column(JSON)
    coordinate_system: Mapped[CoordinateSystem | None]
    decisions: Mapped[dict[str, str]] = mapped_column(JSON)
    imported_on: Mapped[date]


def standing_name(source: str) -> str:
    """`市民政局 2026 年 10 月名单` as `市民政局名单`."""
    return "".join(DATES.sub("", source).split()) or source.strip()


def known_list(session: Session, kind: Kind, source: str) -> ProviderList | None:
    wanted = (ProviderList.kind == kind, ProviderList.name == standing_name(source))
    return session.scalar(select(ProviderList).where(*wanted))
