"""The real app on a database of its own, with the real pack; nothing here is a stand-in."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.serving import make_server
from xdist.scheduler import LoadScopeScheduling

from models import Provider
from models.migrating import upgrade
from models.session import make_engine, make_sessions
from ops.catalogues import compile_all
from tests.models.rows import a_provider
from web import create_app
from web.config import Settings

pytest_plugins = ["tests.postgres", "tests.redis_server", "tests.browser", "tests.live"]
A_KEY = "only-for-tests-" + "0" * 32
LIVE = "tests/acceptance/"
NOBODY = "http://127.0.0.1:9"


def pytest_configure() -> None:
    compile_all()


class ServiceTogether(LoadScopeScheduling):
    """Each test to whichever process is free; what needs the running service to one, so that it starts once."""

    def _split_scope(self, nodeid: str) -> str:
        return LIVE if nodeid.startswith(LIVE) else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ServiceTogether:
    return ServiceTogether(config, log)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database with all tables, made once and copied: migrating is what takes the time."""
    path = tmp_path_factory.mktemp("web") / "empty.sqlite"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def settings(migrated_file: Path, tmp_path: Path) -> Settings:
    path = tmp_path / "web.sqlite"
    path.write_bytes(migrated_file.read_bytes())
    return Settings(
        SECRET_KEY=A_KEY,
        DATABASE_URL=f"sqlite:///{path}",
        INSTANCE_DIR=str(tmp_path / "instance"),
        RATELIMIT_ENABLED=False,
        RASA_URL=NOBODY,  # not those that may be running on this machine
        ACTIONS_URL=NOBODY,
    )


@pytest.fixture
def app(settings: Settings) -> APIFlask:
    return create_app(settings)


@pytest.fixture
def client(app: APIFlask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def rows(settings: Settings) -> Iterator[Session]:
    """A session on the app's own database, beside the app's."""
    engine = make_engine(settings.database_url)
    with make_sessions(engine)() as opened:
        yield opened
    engine.dispose()


@pytest.fixture
def add_provider(rows: Session) -> Callable[..., Provider]:
    def add(**given: Any) -> Provider:
        provider = a_provider(**given)
        rows.add(provider)
        rows.commit()
        return provider

    return add


@pytest.fixture
def served(app: APIFlask) -> Iterator[str]:
    """The app behind a real socket, for a browser."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
