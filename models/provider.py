"""Who gives care: one row a place that a family can go to, where the row comes from and when it was checked.

Knows nothing of HTTP, of how it is shown, or of what anybody is entitled to there.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Unpack
from uuid import UUID, uuid4

from sqlalchemy import Connection, Double, Index, String, Text, event, func, select
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.orm import Mapped, Mapper, Session, mapped_column, relationship

from models import finding, geography, words
from models.base import Base, sortable
from models.criteria import Criteria
from models.field_check import Field, FieldCheck
from models.finding import changes, week
from models.kinds import (
    LOCATED,
    CareLevel,
    CoordinateSystem,
    FeeUnit,
    Kind,
    Ownership,
    Precision,
    ProviderType,
    Status,
)
from models.offer import Price, ProviderCareLevel, ProviderTag, ProviderWithout, Service
from models.opening import OpeningException, OpeningHours
from models.rules import CONSTRAINTS

# A registration number is one institution's; the same list may hold elder care and childcare.
REGISTERED_ONCE = Index("uq_provider_kind_registration", "kind", "registration_number", unique=True)
IN_ORDER = Index("ix_provider_order", "kind", "name_pinyin", "id")
BY_PLACE = Index("ix_provider_place", "district", "street")
BY_POINT = Index("ix_provider_point", "lat", "lon")

_OWNED = "all, delete-orphan"


class Provider(Base):
    """One institution or point of service. Lat and lon are WGS-84 whatever the source used."""

    __tablename__ = "provider"
    __table_args__ = (*CONSTRAINTS, REGISTERED_ONCE, IN_ORDER, BY_PLACE, BY_POINT)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    name: Mapped[str] = mapped_column(String(120))
    alternate_name: Mapped[str | None] = mapped_column(String(120))
    kind: Mapped[Kind]
    type: Mapped[ProviderType] = mapped_column(index=True)
    ownership: Mapped[Ownership | None]
    status: Mapped[Status] = mapped_column(default=Status.OPERATING)

    district: Mapped[str] = mapped_column(String(20))
    street: Mapped[str | None] = mapped_column(String(40))
    address: Mapped[str | None] = mapped_column(String(200))
    phone: Mapped[str | None] = mapped_column(String(80))
    website: Mapped[str | None] = mapped_column(String(200))
    lat: Mapped[float | None] = mapped_column(Double)
    lon: Mapped[float | None] = mapped_column(Double)
    coordinate_system: Mapped[CoordinateSystem | None]
    location_precision: Mapped[Precision] = mapped_column(default=Precision.NONE)

    capacity: Mapped[int | None]
    capacity_on: Mapped[date | None]
    vacancies: Mapped[int | None]
    vacancies_on: Mapped[date | None]
    fee_min: Mapped[Decimal | None]
    fee_max: Mapped[Decimal | None]
    fee_unit: Mapped[FeeUnit | None]
    fees_on: Mapped[date | None]
    fees_include: Mapped[str | None] = mapped_column(String(300))  # what the fee pays for
    age_min_months: Mapped[int | None]
    age_max_months: Mapped[int | None]

    registration_number: Mapped[str | None] = mapped_column(String(60))
    source: Mapped[str] = mapped_column(String(200))
    verified_on: Mapped[date | None]
    absent_since: Mapped[date | None]  # the day of the list that no longer had it
    is_sample: Mapped[bool] = mapped_column(default=False)
    # By the database's clock: whoever copies the directory asks what changed since.
    changed_at: Mapped[datetime | None] = mapped_column(
        default=func.now(), onupdate=func.now(), index=True
    )

    # Written by `refresh_search_text` whenever a provider is saved; never by hand.
    name_folded: Mapped[str] = mapped_column(sortable(400))
    name_pinyin: Mapped[str] = mapped_column(sortable(1000))
    name_initials: Mapped[str] = mapped_column(String(400))
    other_names: Mapped[str] = mapped_column(Text, default="")
    other_pinyin: Mapped[str] = mapped_column(Text, default="")
    address_folded: Mapped[str] = mapped_column(Text, default="")
    services_folded: Mapped[str] = mapped_column(Text, default="")
    week: Mapped[str] = mapped_column(Text, default="")

    services: Mapped[list[Service]] = relationship(cascade=_OWNED, order_by=Service.name)
    prices: Mapped[list[Price]] = relationship(cascade=_OWNED, order_by=Price.name)
    opening_hours: Mapped[list[OpeningHours]] = relationship(
        cascade=_OWNED, order_by=(OpeningHours.weekday, OpeningHours.opens_minute)
    )
    opening_exceptions: Mapped[list[OpeningException]] = relationship(
        cascade=_OWNED, order_by=OpeningException.first_day
    )
    tag_rows: Mapped[set[ProviderTag]] = relationship(cascade=_OWNED, lazy="selectin")
    care_level_rows: Mapped[set[ProviderCareLevel]] = relationship(cascade=_OWNED, lazy="selectin")
    without_rows: Mapped[set[ProviderWithout]] = relationship(cascade=_OWNED)
    field_checks: Mapped[list[FieldCheck]] = relationship(cascade=_OWNED)
    tags: AssociationProxy[set[str]] = association_proxy(
        "tag_rows", "tag", creator=lambda tag: ProviderTag(tag=tag)
    )
    without: AssociationProxy[set[str]] = association_proxy(
        "without_rows", "tag", creator=lambda tag: ProviderWithout(tag=tag)
    )
    care_levels: AssociationProxy[set[CareLevel]] = association_proxy(
        "care_level_rows", "level", creator=lambda level: ProviderCareLevel(level=level)
    )

    def has(self, tag: str) -> bool | None:
        """None where no source says so either way."""
        return True if tag in self.tags else False if tag in self.without else None

    def checked_on(self, field: Field) -> date | None:
        """The day this field was last verified: its own, else that of the whole record."""
        own = (each.checked_on for each in self.field_checks if each.field == field)
        return next(own, self.verified_on)

    def distance_m(self, near: geography.Near) -> int | None:
        """Metres as the crow flies, or None where only the district, or nothing, is known.

        Where only the street is known: the farthest it may be, as the search sorts by.
        """
        if self.lat is None or self.lon is None or self.location_precision not in LOCATED:
            return None
        metres = geography.distance_m(near, self.lat, self.lon)
        exact = self.location_precision == Precision.EXACT
        return metres if exact else int(geography.at_most_m(metres))

    def refresh_search_text(self) -> None:
        """Anew from the names, the address, and the services and hours where those are at hand."""
        self.name_folded = words.compact(self.name)
        self.name_pinyin = words.pinyin(self.name)
        self.name_initials = words.initials(self.name)
        self.other_names = words.compact(self.alternate_name or "")
        self.other_pinyin = words.pinyin(self.alternate_name or "")
        self.address_folded = words.compact(self.address or "")
        # What was not loaded was not changed, and to load it for each row would slow an import down.
        there = self.__dict__
        if "services" in there or self.services_folded is None:
            self.services_folded = words.lines(service.name for service in self.services)
        if "opening_hours" in there or "opening_exceptions" in there or self.week is None:
            self.week = week.written(self.opening_hours, self.opening_exceptions)

    @classmethod
    def listed(cls, session: Session) -> Sequence[tuple[UUID, Kind]]:
        """Id and kind of every real provider in operation that its list still names."""
        real = cls.is_sample.is_(False) & cls.absent_since.is_(None)
        operating = cls.status == Status.OPERATING
        wanted = select(cls.id, cls.kind).where(real & operating).order_by(cls.id)
        return [(row.id, row.kind) for row in session.execute(wanted)]

    @classmethod
    def page(
        cls,
        session: Session,
        *,
        limit: int = 20,
        cursor: str | None = None,
        counted: datetime | None = None,
        **criteria: Unpack[Criteria],
    ) -> finding.Page:
        """Those in operation that meet all criteria, in a total order, and the cursor of what follows.

        With `counted`, a moment for "open now", also how many every further filter would leave.
        """
        return finding.page(session, cls, criteria, limit, cursor, counted=counted)


@event.listens_for(Provider, "before_insert")
@event.listens_for(Provider, "before_update")
def _keep_findable(_: Mapper[Provider], __: Connection, provider: Provider) -> None:
    provider.refresh_search_text()


changes.watch(Provider)
