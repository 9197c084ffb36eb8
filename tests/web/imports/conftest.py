"""An editor, and the app on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from apiflask import APIFlask
from sqlalchemy.orm import Session

from models.migrating import upgrade
from models.session import make_engine, make_sessions
from tests.web.inbox.desk import Advisor
from web import create_app
from web.config import Settings


@pytest.fixture
def editor(app: APIFlask) -> Advisor:
    return Advisor(app, "编", "editor")


@pytest.fixture
def on_postgresql(postgres_database: str, settings: Settings) -> Iterator[tuple[APIFlask, Session]]:
    upgrade(postgres_database)
    engine = make_engine(postgres_database)
    app = create_app(replace(settings, DATABASE_URL=postgres_database))
    with make_sessions(engine)() as opened:
        yield app, opened
    engine.dispose()
    app.extensions["sessions"].kw["bind"].dispose()
