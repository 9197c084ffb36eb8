"""Answers given while somebody checks what they can get, and results they chose to share."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "checkup",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("state", sa.JSON(), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("last_at", moment, nullable=False),
    )
    op.create_index("ix_checkup_last_at", "checkup", ["last_at"])
    op.create_table(
        "shared_result",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("expires_at", moment, nullable=False),
    )
    op.create_index("ix_shared_result_expires_at", "shared_result", ["expires_at"])


def downgrade() -> None:
    op.drop_table("shared_result")
    op.drop_table("checkup")
