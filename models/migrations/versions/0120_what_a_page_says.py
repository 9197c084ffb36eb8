"""What a fee pays for, what a place does not have, and the day single fields were verified."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0120"
down_revision = "0071"
branch_labels = None
depends_on = None

FIELDS = ("address", "ages", "care_levels", "hours", "ownership", "phone", "registration",
          "services", "status", "tags")


def upgrade() -> None:
    op.add_column("provider", sa.Column("fees_include", sa.String(300)))
    op.add_column("price", sa.Column("includes", sa.String(300)))
    op.create_table(
        "provider_without",
        _provider(),
        sa.Column("tag", sa.String(40), primary_key=True),
    )
    op.create_table(
        "field_check",
        _provider(),
        sa.Column("field", sa.Enum(*FIELDS, name="field", native_enum=False, length=40,
                                   create_constraint=True), primary_key=True),
        sa.Column("checked_on", sa.Date(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("field_check")
    op.drop_table("provider_without")
    op.drop_column("price", "includes")
    op.drop_column("provider", "fees_include")


def _provider() -> sa.Column[UUID]:
    cascade = sa.ForeignKey("provider.id", ondelete="CASCADE")
    return sa.Column("provider_id", sa.Uuid(), cascade, primary_key=True)
