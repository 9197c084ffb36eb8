"""A migrated database of each kind, emptied after every test, and a short way to add a provider."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from models import Base, Provider
from models.migrating import upgrade
from models.session import make_engine, make_sessions
from tests.models.rows import Add, Names, a_provider
from tests.postgres import fresh_database


@pytest.fixture(scope="session", params=["sqlite", "postgres"])
def migrated(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """Migrated once for all tests, which is what takes the time."""
    with ExitStack() as kept:
        if request.param == "sqlite":
            address = f"sqlite:///{tmp_path_factory.mktemp('models')}/test.sqlite"
        else:
            server = request.getfixturevalue("postgres_url")
            address = kept.enter_context(fresh_database(server))
        upgrade(address)
        engine = make_engine(address)
        yield engine
        engine.dispose()


@pytest.fixture
def engine(migrated: Engine) -> Iterator[Engine]:
    yield migrated
    with migrated.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(table.delete())


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with make_sessions(engine)() as opened:
        yield opened


@pytest.fixture
def add(session: Session) -> Add:
    def add_one(**given: Any) -> Provider:
        provider = a_provider(**given)
        session.add(provider)
        session.flush()
        return provider

    return add_one


@pytest.fixture
def names(session: Session) -> Names:
    """The names that a search finds, in its order."""
    return lambda **criteria: [p.name for p in Provider.page(session, limit=1000, **criteria).items]
