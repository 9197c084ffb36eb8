"""Runs migrations on the connection that `models.migrating` hands over, or on DATABASE_URL's database.

Knows nothing of the application; only the tables of `models` and the address.
"""

from __future__ import annotations

import os
from typing import Literal

from alembic import context
from sqlalchemy import Connection

from models import Base
from models.base import Instant, Yuan
from models.session import make_engine


def render(kind: str, item: object, _: object) -> str | Literal[False]:
    """Our own types as what they are in the table: a migration imports nothing of `models`."""
    if kind == "type" and isinstance(item, (Instant, Yuan)):
        return f"sa.{item.impl!r}"
    return False


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        # SQLite cannot alter a column in place; Alembic then copies the table.
        render_as_batch=connection.dialect.name == "sqlite",
        render_item=render,
    )
    with context.begin_transaction():
        context.run_migrations()


given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    engine = make_engine(os.environ.get("DATABASE_URL", "sqlite:///instance/service.sqlite"))
    with engine.begin() as opened:
        run(opened)
    engine.dispose()
