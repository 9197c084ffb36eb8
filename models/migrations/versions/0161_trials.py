"""Trials of proposed sentences, run beside the site."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0161"
down_revision = "0160"
branch_labels = None
depends_on = None
MOMENT = sa.DateTime(timezone=True)
STATES = ("waiting", "running", "done", "failed")


def upgrade() -> None:
    op.create_table(
        "trial",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("staff", sa.String(80), nullable=False),
        sa.Column("staff_id", sa.Integer(), sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("proposed", sa.JSON(), nullable=False),
        sa.Column("told", sa.JSON()),
        sa.Column(
            "state",
            sa.Enum(*STATES, name="liststate", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("total", "done", "tries")),
        sa.Column("says", sa.String(300)),
        sa.Column("handed_in_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT),
        sa.Column("ended_at", MOMENT),
        sa.Column("delete_at", MOMENT, nullable=False),
        sa.Column("deleted_at", MOMENT),
    )
    for column in ("staff_id", "state", "handed_in_at"):
        op.create_index(f"ix_trial_{column}", "trial", [column])


def downgrade() -> None:
    op.drop_table("trial")
