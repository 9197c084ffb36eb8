"""How often something happened on a day, by district and subject."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0170"
down_revision = "0150"
branch_labels = None
depends_on = None

HAPPENED = (
    "asked", "unanswered", "helpful", "unhelpful", "checked", "person_wanted", "person_came", "person_done",
    "served", "handed_out", "case_opened",
)  # fmt: skip


def upgrade() -> None:
    kinds = sa.Enum(
        *HAPPENED, name="happened", native_enum=False, create_constraint=True, length=40
    )
    op.create_table(
        "tally",
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("happened", kinds, primary_key=True),
        sa.Column("district", sa.String(40), primary_key=True),
        sa.Column("subject", sa.String(80), primary_key=True),
        sa.Column("times", sa.Integer(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("tally")
