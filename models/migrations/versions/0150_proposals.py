"""Local figures that one proposes and another approves, and the address of a source on the web."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0150"
down_revision = "0162"
branch_labels = None
depends_on = None

STATES = ("waiting", "approved", "declined", "withdrawn")


def upgrade() -> None:
    op.add_column("overlay", sa.Column("source_url", sa.String(300)))
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "overlay_proposal",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("once", sa.String(32), nullable=False, unique=True),
        sa.Column("waits_at", sa.String(400), unique=True),
        sa.Column("ends_id", sa.Integer(), sa.ForeignKey("overlay.id")),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("target", sa.String(80), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("stood", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(200), nullable=False),
        sa.Column("source_url", sa.String(300)),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until", sa.Date()),
        sa.Column("author_id", sa.Integer(), sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("made_at", moment, nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                *STATES, name="proposalstate", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("decided_by_id", sa.Integer(), sa.ForeignKey("staff.id")),
        sa.Column("decided_at", moment),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("overlay_id", sa.Integer(), sa.ForeignKey("overlay.id")),
        sa.CheckConstraint(
            "state NOT IN ('approved', 'declined') OR decided_by_id <> author_id", name="four_eyes"
        ),
        sa.CheckConstraint("state = 'waiting' OR decided_at IS NOT NULL", name="decided"),
        sa.CheckConstraint("source <> ''", name="source"),
    )
    for column in ("target", "author_id", "made_at", "state", "decided_by_id", "overlay_id"):
        op.create_index(f"ix_overlay_proposal_{column}", "overlay_proposal", [column])


def downgrade() -> None:
    op.drop_table("overlay_proposal")
    op.drop_column("overlay", "source_url")
