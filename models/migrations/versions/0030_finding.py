"""The words and hours that the search reads of each provider, and counters of changes to them.

Rows that are there are marked as unread; `flask db upgrade` reads them anew.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0050"
branch_labels = None
depends_on = None

READ = ("other_names", "other_pinyin", "address_folded", "services_folded", "week")
BEFORE = ("search_text", "search_terms")


def upgrade() -> None:
    for name in READ:
        op.add_column("provider", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.execute("UPDATE provider SET week = '?'")
    for name in BEFORE:
        op.drop_column("provider", name)
    op.create_table(
        "directory_change",
        sa.Column("slot", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("directory_change")
    for name in BEFORE:
        op.add_column("provider", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    for name in READ:
        op.drop_column("provider", name)
