"""Lists of providers that the staff bring in through the browser."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = "0190"
down_revision = "0082"
branch_labels = None
depends_on = None
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "provider_import",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("staff", sa.String(80), nullable=False),
        sa.Column("staff_id", sa.Integer(), sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("kind", _one_of("kind", "eldercare", "childcare"), nullable=False),
        sa.Column("source", sa.String(200), nullable=False),
        sa.Column("verified_on", sa.Date(), nullable=False),
        sa.Column("coordinate_system", _one_of("coordinatesystem", "wgs84", "gcj02", "bd09")),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("decisions", sa.JSON(), nullable=False),
        sa.Column("step", _one_of("importstep", "look", "write"), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("state", _one_of("liststate", "waiting", "running", "done", "failed"), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("total", "done", "tries")),
        sa.Column("says", sa.String(300)),
        sa.Column("handed_in_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT),
        sa.Column("ended_at", MOMENT),
        sa.Column("delete_at", MOMENT, nullable=False),
        sa.Column("deleted_at", MOMENT),
        sa.CheckConstraint("source <> ''", name="source"),
    )
    op.create_index("ix_provider_import_state", "provider_import", ["state"])
    op.create_index("ix_provider_import_handed_in_at", "provider_import", ["handed_in_at"])


def downgrade() -> None:
    op.drop_table("provider_import")


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)
