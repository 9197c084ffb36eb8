"""Feedback: what people say about an answer, without personal data."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    kinds = ("correction", "rating")
    op.create_table(
        "feedback",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "kind",
            sa.Enum(
                *kinds, name="feedbackkind", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("target", sa.String(120), nullable=False),
        sa.Column("field", sa.String(60)),
        sa.Column("value", sa.String(500)),
        sa.Column("reason", sa.String(500)),
        sa.Column(
            "conversation_id",
            sa.String(64),
            sa.ForeignKey("conversation.id", ondelete="SET NULL"),
        ),
        sa.Column("created_at", moment, nullable=False),
        sa.CheckConstraint("target <> ''", name="target"),
    )
    for column in ("target", "conversation_id", "created_at"):
        op.create_index(f"ix_feedback_{column}", "feedback", [column])


def downgrade() -> None:
    op.drop_table("feedback")
