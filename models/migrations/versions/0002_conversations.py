"""Conversations: what was said, already masked, and who waits for a person."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "conversation",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("lang", sa.String(20), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("last_at", moment, nullable=False),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column(
            "handoff_status",
            choice("handoffstatus", "none", "pending", "open", "resolved"),
            nullable=False,
        ),
        sa.Column("handoff_asked_at", moment),
    )
    op.create_index("ix_conversation_last_at", "conversation", ["last_at"])
    op.create_index(
        "ix_conversation_waiting", "conversation", ["handoff_status", "handoff_asked_at"]
    )

    op.create_table(
        "message",
        sa.Column(
            "conversation_id",
            sa.String(64),
            sa.ForeignKey("conversation.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("seq", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("sender", choice("sender", "resident", "bot", "advisor"), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("payload", sa.JSON()),
        sa.Column("created_at", moment, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("message")
    op.drop_table("conversation")
