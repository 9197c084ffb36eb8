"""Lists as they are kept from one time to the next, and since when a provider is in none."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0030"
branch_labels = None
depends_on = None


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.add_column("provider", sa.Column("absent_since", sa.Date()))
    op.create_table(
        "provider_list",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("kind", _one_of("kind", "eldercare", "childcare"), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("coordinate_system", _one_of("coordinatesystem", "wgs84", "gcj02", "bd09")),
        sa.Column("decisions", sa.JSON(), nullable=False),
        sa.Column("imported_on", sa.Date(), nullable=False),
    )
    op.create_index("uq_provider_list_kind_name", "provider_list", ["kind", "name"], unique=True)


def downgrade() -> None:
    op.drop_table("provider_list")
    op.drop_column("provider", "absent_since")
