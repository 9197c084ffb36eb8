"""Providers: who gives care, what it costs, when it is open.

Written out in full and importing nothing of `models`: a migration stays what it was.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ELDERCARE = (
    "elder_home", "nursing_home", "integrated_care", "day_care", "home_care_station", "canteen",
    "street_centre", "rural_residence", "elder_university",
)  # fmt: skip
CHILDCARE = (
    "nursery", "nursery_class", "family_nursery", "guidance_centre", "parent_child_house",
    "nursing_room",
)  # fmt: skip
FEE_UNITS = ("CNY/month", "CNY/day", "CNY/hour", "CNY/meal")


def choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def sortable(length: int) -> sa.String:
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def of_provider(*, key: bool = False) -> sa.Column[object]:
    owner = sa.ForeignKey("provider.id", ondelete="CASCADE")
    return sa.Column("provider_id", sa.Uuid(), owner, nullable=False, primary_key=key)


def upgrade() -> None:
    op.create_table(
        "provider",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("alternate_name", sa.String(120)),
        sa.Column("kind", choice("kind", "eldercare", "childcare"), nullable=False),
        sa.Column("type", choice("providertype", *ELDERCARE, *CHILDCARE), nullable=False),
        sa.Column(
            "ownership",
            choice("ownership", "public", "private", "public_run_privately",
                   "private_publicly_aided"),
        ),
        sa.Column("status", choice("status", "operating", "suspended", "closed"), nullable=False),
        sa.Column("district", sa.String(20), nullable=False),
        sa.Column("street", sa.String(40)),
        sa.Column("address", sa.String(200)),
        sa.Column("phone", sa.String(80)),
        sa.Column("website", sa.String(200)),
        sa.Column("lat", sa.Double()),
        sa.Column("lon", sa.Double()),
        sa.Column("coordinate_system", choice("coordinatesystem", "wgs84", "gcj02", "bd09")),
        sa.Column(
            "location_precision",
            choice("precision", "exact", "street", "district", "none"),
            nullable=False,
        ),
        sa.Column("capacity", sa.Integer()),
        sa.Column("capacity_on", sa.Date()),
        sa.Column("vacancies", sa.Integer()),
        sa.Column("vacancies_on", sa.Date()),
        sa.Column("fee_min", sa.Integer()),  # fen
        sa.Column("fee_max", sa.Integer()),  # fen
        sa.Column("fee_unit", choice("feeunit", *FEE_UNITS)),
        sa.Column("fees_on", sa.Date()),
        sa.Column("age_min_months", sa.Integer()),
        sa.Column("age_max_months", sa.Integer()),
        sa.Column("registration_number", sa.String(60)),
        sa.Column("source", sa.String(200), nullable=False),
        sa.Column("verified_on", sa.Date()),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.Column("name_folded", sortable(400), nullable=False),
        sa.Column("name_pinyin", sortable(1000), nullable=False),
        sa.Column("name_initials", sa.String(400), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("search_terms", sa.Text(), nullable=False),
        sa.CheckConstraint(
            f"(kind = 'eldercare' AND type IN {ELDERCARE})"
            f" OR (kind = 'childcare' AND type IN {CHILDCARE})",
            name="kind_of_type",
        ),
        sa.CheckConstraint(
            "(lat IS NULL AND lon IS NULL AND location_precision = 'none')"
            " OR (lat IS NOT NULL AND lon IS NOT NULL AND location_precision <> 'none'"
            " AND lat BETWEEN -90 AND 90 AND lon BETWEEN -180 AND 180)",
            name="point",
        ),
        sa.CheckConstraint(
            "(capacity IS NULL OR capacity >= 0)"
            " AND (capacity IS NULL OR capacity_on IS NOT NULL)",
            name="capacity",
        ),
        sa.CheckConstraint(
            "(vacancies IS NULL OR vacancies >= 0)"
            " AND (vacancies IS NULL OR capacity IS NULL OR vacancies <= capacity)"
            " AND (vacancies IS NULL OR vacancies_on IS NOT NULL)",
            name="vacancies",
        ),
        sa.CheckConstraint(
            "(fee_min IS NULL OR fee_min >= 0) AND (fee_max IS NULL OR fee_max >= 0)"
            " AND (fee_min IS NULL OR fee_max IS NULL OR fee_min <= fee_max)",
            name="fees",
        ),
        sa.CheckConstraint(
            "(fee_min IS NULL AND fee_max IS NULL)"
            " OR (fee_unit IS NOT NULL AND fees_on IS NOT NULL)",
            name="fees_described",
        ),
        sa.CheckConstraint(
            "(age_min_months IS NULL OR age_min_months >= 0)"
            " AND (age_max_months IS NULL OR age_max_months >= 0)"
            " AND (age_min_months IS NULL OR age_max_months IS NULL"
            " OR age_min_months <= age_max_months)",
            name="ages",
        ),
        sa.CheckConstraint(
            "is_sample OR verified_on IS NOT NULL", name="real_rows_are_verified"
        ),
        sa.CheckConstraint(
            "NOT is_sample OR (phone IS NULL AND name LIKE '示例%')", name="samples_are_plain"
        ),
    )
    op.create_index(
        "uq_provider_kind_registration", "provider", ["kind", "registration_number"], unique=True
    )
    op.create_index("ix_provider_order", "provider", ["kind", "name_pinyin", "id"])
    op.create_index("ix_provider_place", "provider", ["district", "street"])
    op.create_index("ix_provider_point", "provider", ["lat", "lon"])
    op.create_index("ix_provider_type", "provider", ["type"])

    op.create_table(
        "service",
        sa.Column("id", sa.Uuid(), primary_key=True),
        of_provider(),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("description", sa.String(1000)),
    )
    op.create_index("ix_service_provider_id", "service", ["provider_id"])

    op.create_table(
        "price",
        sa.Column("id", sa.Uuid(), primary_key=True),
        of_provider(),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),  # fen
        sa.Column("unit", choice("feeunit", *FEE_UNITS), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.CheckConstraint("amount >= 0", name="amount"),
    )
    op.create_index("ix_price_provider_id", "price", ["provider_id"])

    op.create_table(
        "opening_hours",
        of_provider(key=True),
        sa.Column("weekday", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("opens_minute", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("closes_minute", sa.Integer(), nullable=False),
        sa.CheckConstraint("weekday BETWEEN 1 AND 7", name="weekday"),
        sa.CheckConstraint(
            "opens_minute >= 0 AND opens_minute < closes_minute AND closes_minute <= 1440",
            name="span",
        ),
    )

    op.create_table(
        "opening_exception",
        sa.Column("id", sa.Uuid(), primary_key=True),
        of_provider(),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("opens_minute", sa.Integer()),
        sa.Column("closes_minute", sa.Integer()),
        sa.Column("reason", sa.String(120)),
        sa.CheckConstraint("first_day <= last_day", name="days"),
        sa.CheckConstraint(
            "(opens_minute IS NULL AND closes_minute IS NULL) OR (opens_minute IS NOT NULL"
            " AND closes_minute IS NOT NULL AND opens_minute >= 0"
            " AND opens_minute < closes_minute AND closes_minute <= 1440)",
            name="span",
        ),
    )
    op.create_index("ix_opening_exception_provider_id", "opening_exception", ["provider_id"])

    op.create_table(
        "provider_tag",
        of_provider(key=True),
        sa.Column("tag", sa.String(40), primary_key=True),
    )
    op.create_index("ix_provider_tag_tag", "provider_tag", ["tag"])

    op.create_table(
        "provider_care_level",
        of_provider(key=True),
        sa.Column(
            "level",
            choice("carelevel", "independent", "mild", "moderate", "severe", "total"),
            primary_key=True,
        ),
    )


def downgrade() -> None:
    for table in (
        "provider_care_level", "provider_tag", "opening_exception", "opening_hours", "price",
        "service", "provider",
    ):  # fmt: skip
        op.drop_table(table)
