"""Handoff: who took a conversation over, who of the staff is there, and notes left while nobody is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.add_column("conversation", sa.Column("taken_by", sa.String(80)))
    op.create_table(
        "presence",
        sa.Column("staff", sa.String(80), primary_key=True),
        sa.Column("seen_at", moment, nullable=False),
    )
    op.create_index("ix_presence_seen_at", "presence", ["seen_at"])
    op.create_table(
        "callback",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("contact", sa.String(60), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("asked_at", moment, nullable=False),
        sa.Column("done_at", moment),
        sa.Column("done_by", sa.String(80)),
        sa.CheckConstraint("contact <> ''", name="contact"),
    )
    op.create_index("ix_callback_asked_at", "callback", ["asked_at"])


def downgrade() -> None:
    op.drop_table("callback")
    op.drop_table("presence")
    # In place: a copied table would take its messages along when the old one is dropped.
    op.drop_column("conversation", "taken_by")
