"""Addresses as platforms write them, and the settings without which SQLite would lose data or wait badly."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from models.session import database_url, make_engine


@pytest.mark.parametrize(
    "written",
    ["postgres://u:p@db/x", "postgresql://u:p@db/x", "postgresql+psycopg2://u:p@db/x",
     "postgresql+psycopg://u:p@db/x"],
)  # fmt: skip
def test_every_way_to_write_postgresql_means_psycopg(written: str) -> None:
    url = database_url(written)

    assert url.render_as_string(hide_password=False) == "postgresql+psycopg://u:p@db/x"


def test_sqlite_checks_references_waits_and_lets_readers_read(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path}/new/folder/x.sqlite")
    with engine.connect() as connection:
        found = [
            connection.scalar(text(f"PRAGMA {name}"))
            for name in ("foreign_keys", "journal_mode", "busy_timeout")
        ]
    engine.dispose()

    assert found == [1, "wal", 5000]
