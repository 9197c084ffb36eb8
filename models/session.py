"""How to reach the database: SQLite as it comes, PostgreSQL when an address names it.

Knows no table and reads no environment: the address is a parameter.
"""

from __future__ import annotations

from pathlib import Path
from sqlite3 import Connection as SQLiteConnection
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.orm import Session, sessionmaker

POSTGRESQL_NAMES = {"postgres", "postgresql"}
BUSY_MILLISECONDS = 5000
SQLITE_SETTINGS = (
    "PRAGMA journal_mode=WAL",  # readers do not wait for the one who writes
    "PRAGMA synchronous=NORMAL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={BUSY_MILLISECONDS}",
)


def database_url(address: str) -> URL:
    """The address as SQLAlchemy needs it; hosting platforms write `postgres://` and name no driver."""
    url = make_url(address)
    if url.drivername.split("+")[0] in POSTGRESQL_NAMES:
        return url.set(drivername="postgresql+psycopg")
    return url


def make_engine(address: str) -> Engine:
    url = database_url(address)
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", _set_up_sqlite)
    return engine


def make_sessions(engine: Engine) -> sessionmaker[Session]:
    """Sessions whose rows stay readable after the commit, for whoever still has to show them."""
    return sessionmaker(engine, expire_on_commit=False)


def _set_up_sqlite(connection: SQLiteConnection, _: Any) -> None:
    cursor = connection.cursor()
    for setting in SQLITE_SETTINGS:
        cursor.execute(setting)
    cursor.close()
