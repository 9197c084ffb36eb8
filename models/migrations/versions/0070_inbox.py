"""What staff pages call a conversation that asked for a person; those that already did get theirs."""

from __future__ import annotations

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0070"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("conversation", sa.Column("ref", sa.String(32)))
    talk = sa.table(
        "conversation", sa.column("id"), sa.column("ref"), sa.column("handoff_status")
    )
    connection = op.get_bind()
    asked = sa.select(talk.c.id).where(talk.c.handoff_status != "none")
    for (key,) in connection.execute(asked).all():
        named = sa.update(talk).where(talk.c.id == key).values(ref=secrets.token_urlsafe(12))
        connection.execute(named)
    op.create_index("ix_conversation_ref", "conversation", ["ref"], unique=True)


def downgrade() -> None:
    op.drop_index("ix_conversation_ref", "conversation")
    op.drop_column("conversation", "ref")
