"""Reports of providers about themselves; families' reviews and the codes for them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0081"
down_revision = "0080"
branch_labels = None
depends_on = None

STATES = ("waiting", "shown", "declined")


def upgrade() -> None:
    op.create_table(
        "provider_report",
        sa.Column("id", sa.Integer(), primary_key=True),
        _provider(),
        sa.Column("link_key", sa.String(40), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted", sa.Boolean()),
        sa.Column("reason", sa.String(300)),
        sa.Column("staff_id", sa.Integer(), sa.ForeignKey("staff.id")),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.UniqueConstraint("link_key", name="uq_provider_report_link_key"),
    )
    op.create_table(
        "visit_code",
        sa.Column("id", sa.Integer(), primary_key=True),
        _provider(),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("used", sa.Boolean(), nullable=False),
        sa.Column("staff_id", sa.Integer(), sa.ForeignKey("staff.id"), nullable=False),
        sa.UniqueConstraint("code_hash", name="uq_visit_code_code_hash"),
    )
    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), primary_key=True),
        _provider(),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(300)),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("state", _state("moderation"), nullable=False),
        sa.Column("reason", sa.String(300)),
        sa.Column("reply", sa.String(300)),
        sa.Column("reply_state", _state("reply_moderation")),
        sa.CheckConstraint("stars BETWEEN 1 AND 5", name="stars"),
    )
    for table, column in INDEXES:
        op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    for table in ("review", "visit_code", "provider_report"):
        op.drop_table(table)


INDEXES = (
    ("provider_report", "provider_id"),
    ("provider_report", "created_at"),
    ("provider_report", "staff_id"),
    ("visit_code", "provider_id"),
    ("visit_code", "staff_id"),
    ("review", "provider_id"),
    ("review", "state"),
)


def _provider() -> sa.Column[object]:
    cascade = sa.ForeignKey("provider.id", ondelete="CASCADE")
    return sa.Column("provider_id", sa.Uuid(), cascade, nullable=False)


def _state(name: str) -> sa.Enum:
    return sa.Enum(*STATES, name=name, native_enum=False, create_constraint=True, length=40)
