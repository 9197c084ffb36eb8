"""The migrations make exactly the tables that the models declare, and can take them away again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect

from models import Base
from models.migrating import downgrade, upgrade
from models.session import make_engine


@pytest.fixture
def empty(database_url: str) -> Iterator[Engine]:
    made = make_engine(database_url)
    yield made
    made.dispose()


def checks(engine: Engine) -> dict[str, dict[str | None, str]]:
    """Alembic does not compare CHECK constraints, so they are read back from the database."""
    read = inspect(engine)
    return {
        table: {check["name"]: check["sqltext"] for check in read.get_check_constraints(table)}
        for table in Base.metadata.tables
    }


def test_the_migrated_tables_are_those_of_the_models(database_url: str, empty: Engine) -> None:
    upgrade(database_url)

    with empty.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_the_migrated_checks_are_those_of_the_models(database_url: str, empty: Engine) -> None:
    Base.metadata.create_all(empty)
    declared = checks(empty)
    Base.metadata.drop_all(empty)
    upgrade(database_url)

    assert checks(empty) == declared


def test_going_down_leaves_nothing_and_up_again_works(database_url: str, empty: Engine) -> None:
    upgrade(database_url)
    downgrade(database_url)
    assert inspect(empty).get_table_names() == ["alembic_version"]

    upgrade(database_url)
    assert "provider" in inspect(empty).get_table_names()


def test_upgrading_twice_changes_nothing(database_url: str, empty: Engine) -> None:
    upgrade(database_url)
    upgrade(database_url)

    assert "message" in inspect(empty).get_table_names()
