"""A PostgreSQL of our own for the tests, and both databases as one fixture.

Starts the server found on this machine in a directory of its own, as a user it accepts, and ends it.
Knows nothing of our tables: `database_url` is the address of an empty database.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

FAST = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")
SECONDS_TO_START = 120


def _binary(name: str) -> str | None:
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=_major)
    return shutil.which(name) or (str(versions[-1]) if versions else None)


def _major(binary: Path) -> int:
    version = binary.parent.parent.name
    return int(version) if version.isdigit() else 0


def _user() -> str:
    """PostgreSQL refuses to run as root, so root lends it to somebody with fewer rights."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid()).pw_name
    known = {each.pw_name for each in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _as(user: str) -> dict[str, str | int | list[int]]:
    if os.geteuid() != 0:
        return {}
    return {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}


def _wait(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            psycopg.connect(address).close()
            return
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > until:
                pytest.fail(f"PostgreSQL did not start:\n{log.read_text()}")
            time.sleep(0.1)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of a server's `postgres` database; further databases are made beside it."""
    with server() as address:
        if address is None:
            reason = "no PostgreSQL here: neither initdb nor postgres was found"
            if os.environ.get("CI"):
                pytest.fail(reason)
            pytest.skip(reason)
        yield address


@contextmanager
def server() -> Iterator[str | None]:
    """The address of a server started for the occasion; None where there is none to start."""
    initdb, postgres = _binary("initdb"), _binary("postgres")
    if initdb is None or postgres is None:
        yield None
        return
    # Not pytest's own directory: that one is closed to the user the server runs as. And a socket's
    # path may have no more than about a hundred characters.
    home, user = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp")), _user()
    if os.geteuid() == 0:
        shutil.chown(home, user, pwd.getpwnam(user).pw_gid)
    data, log, run = home / "data", home / "log", _as(user)
    subprocess.run(
        [initdb, "-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"],
        check=True, capture_output=True, cwd=home, **run,
    )  # type: ignore[call-overload]  # fmt: skip
    start = [postgres, "-D", data, "-k", home, "-c", "listen_addresses=", *FAST]
    with log.open("wb") as output:
        started: subprocess.Popen[bytes] = subprocess.Popen(
            start, stdout=output, stderr=output, cwd=home, **run
        )  # type: ignore[call-overload]
    try:
        _wait(started, f"postgresql://tests@/postgres?host={home}", log)
        yield f"postgresql+psycopg://tests@/postgres?host={home}"
    finally:
        started.terminate()
        started.wait(timeout=SECONDS_TO_START)
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def fresh_database(postgres_url: str) -> Iterator[str]:
    """The address of an empty database, dropped in the end."""
    name = f"test_{uuid4().hex}"
    with psycopg.connect(postgres_url.replace("+psycopg", ""), autocommit=True) as connection:
        # Sorted as Chinese dictionaries do, where the server can: our order must not depend on it.
        sorting = "TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'zh'"
        made = f'CREATE DATABASE "{name}" {sorting if _sorts(connection) else ""}'
        connection.execute(made)
        yield postgres_url.replace("/postgres?", f"/{name}?")
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def postgres_database(postgres_url: str) -> Iterator[str]:
    with fresh_database(postgres_url) as address:
        yield address


def _sorts(connection: psycopg.Connection) -> bool:
    return connection.info.server_version >= 150_000


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/test.sqlite"
    address: str = request.getfixturevalue("postgres_database")
    return address
