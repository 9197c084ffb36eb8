"""What was decided about places that resemble each other."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0162"
down_revision = "0161"
branch_labels = None
depends_on = None
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "provider_apart",
        _place("first_id", key=True),
        _place("second_id", key=True),
        _staff(),
        sa.Column("at", MOMENT, nullable=False),
    )
    op.create_table(
        "provider_merged",
        _place("dropped_id", key=True),
        _place("kept_id"),
        _staff(),
        sa.Column("at", MOMENT, nullable=False),
    )
    for table, column in INDEXES:
        op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    op.drop_table("provider_merged")
    op.drop_table("provider_apart")


INDEXES = (
    ("provider_apart", "staff_id"),
    ("provider_merged", "kept_id"),
    ("provider_merged", "staff_id"),
    ("provider_merged", "at"),
)


def _place(name: str, *, key: bool = False) -> sa.Column[UUID]:
    there = sa.ForeignKey("provider.id", ondelete="CASCADE")
    return sa.Column(name, sa.Uuid(), there, primary_key=key, nullable=False)


def _staff() -> sa.Column[int]:
    return sa.Column("staff_id", sa.Integer(), sa.ForeignKey("staff.id"), nullable=False)
