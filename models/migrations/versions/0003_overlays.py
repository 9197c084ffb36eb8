"""Overlays: what staff fill in, dated, with its source and who entered it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "overlay",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("target", sa.String(80), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(200), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until", sa.Date()),
        sa.Column("entered_by", sa.String(200), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("ended_by", sa.String(200)),
        sa.Column("ended_at", moment),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "until IS NULL OR until >= from_day OR ended_at IS NOT NULL", name="days"
        ),
        sa.CheckConstraint("source <> ''", name="source"),
        sa.CheckConstraint("entered_by <> ''", name="entered_by"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_overlay_target", "overlay", ["target"])


def downgrade() -> None:
    op.drop_table("overlay")
