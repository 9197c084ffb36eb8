"""When anything of the directory changed last, which the newest row cannot say of one that was deleted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0191"
down_revision = "0190"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("directory_change", sa.Column("changed_at", sa.DateTime(timezone=True)))
    # What was there before this was kept changed no later than now.
    op.execute("UPDATE directory_change SET changed_at = CURRENT_TIMESTAMP")


def downgrade() -> None:
    op.drop_column("directory_change", "changed_at")
