"""What people said and were not understood, each saying once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0160"
down_revision = "0191"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "saying",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("same", sa.String(400), nullable=False),
        sa.Column("text", sa.String(200), nullable=False),
        sa.Column("state", _one_of("sayingstate", "open", "proposed", "dismissed"), nullable=False),
        sa.Column("topic", sa.String(60)),
        sa.Column("entry", sa.String(60)),
        sa.Column("phrase", sa.String(200)),
        sa.Column("staff_id", sa.Integer(), sa.ForeignKey("staff.id")),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.UniqueConstraint("same", name="uq_saying_same"),
    )
    op.create_table(
        "heard",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "saying_id",
            sa.Integer(),
            sa.ForeignKey("saying.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("why", _one_of("why", "missed", "down"), nullable=False),
        sa.Column("reason", sa.String(40)),
        sa.Column("answered", sa.String(60)),
        sa.Column(
            "conversation_id",
            sa.String(64),
            sa.ForeignKey("conversation.id", ondelete="SET NULL"),
        ),
        sa.Column("seq", sa.Integer()),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    for table, column in INDEXES:
        op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    op.drop_table("heard")
    op.drop_table("saying")


INDEXES = (
    ("saying", "state"),
    ("saying", "staff_id"),
    ("heard", "saying_id"),
    ("heard", "conversation_id"),
    ("heard", "at"),
)


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)
