"""When a provider last changed, for those who copy the directory."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("provider", sa.Column("changed_at", sa.DateTime(timezone=True)))
    op.execute("UPDATE provider SET changed_at = CURRENT_TIMESTAMP")
    op.create_index("ix_provider_changed_at", "provider", ["changed_at"])


def downgrade() -> None:
    op.drop_index("ix_provider_changed_at", "provider")
    op.drop_column("provider", "changed_at")
