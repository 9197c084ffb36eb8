"""Migrations with rows in the tables: each keeps what was there, forward and back, and the version before it can go on
reading and writing the tables of the version after it, as it has to while a deployment changes one process at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, MetaData, delete, insert, select

from models.migrating import config, downgrade, upgrade
from models.session import make_engine
from tests.models import any_row

Rows = dict[str, list[dict[str, Any]]]
STEPS = [each.revision for each in ScriptDirectory.from_config(config()).walk_revisions()]
FIRST = STEPS[-1]  # before it there is nothing to keep
# Took columns away that the version before it wrote, when nobody had it running. None after it may.
TAKES_AWAY = {"0030"}
COUNTED = {"directory_change"}  # counts the changes of the directory, whoever makes them


@pytest.fixture
def filled(database_url: str) -> Iterator[Engine]:
    """A row in every table of the newest version."""
    upgrade(database_url)
    engine = make_engine(database_url)
    with engine.begin() as connection:
        any_row.fill(connection)
    yield engine
    engine.dispose()


def tables(engine: Engine) -> MetaData:
    """As this database has them, not as the code of today says them."""
    found = MetaData()
    found.reflect(engine)
    found.remove(found.tables["alembic_version"])
    return found


def read(engine: Engine, known: MetaData) -> Rows:
    with engine.connect() as connection:
        return {
            name: [row._asdict() for row in connection.execute(select(each))]
            for name, each in known.tables.items()
        }


def lost(before: Rows, after: Rows) -> list[str]:
    """What was in both versions' tables and is not the same any more."""
    found = []
    for name in before.keys() & after.keys():
        if len(before[name]) != len(after[name]):
            found.append(f"{name}: rows")
            continue
        for old, new in zip(before[name], after[name], strict=True):
            found += [f"{name}.{key}" for key in old.keys() & new.keys() if old[key] != new[key]]
    return found


def write_as_before(engine: Engine, known: MetaData, rows: Rows) -> None:
    """Takes every row out and puts it in again, in the words of the older version."""
    with engine.begin() as connection:
        for each in reversed(known.sorted_tables):
            connection.execute(delete(each))
        for each in known.sorted_tables:
            if each.name in COUNTED:
                connection.execute(delete(each))
            connection.execute(insert(each), rows[each.name])


def test_each_step_keeps_the_rows_and_lets_the_version_before_it_go_on(
    database_url: str, filled: Engine
) -> None:
    faults: dict[str, list[str]] = {}
    whole = read(filled, tables(filled))
    for step, before in pairwise(STEPS):
        downgrade(database_url, before)
        older = tables(filled)
        rows = read(filled, older)
        assert set(rows) - COUNTED == {n for n, found in rows.items() if found} - COUNTED, step
        upgrade(database_url, step)
        wrong = lost(whole, rows) + lost(rows, read(filled, tables(filled)))
        if step not in TAKES_AWAY:
            write_as_before(filled, older, rows)
            wrong += lost(rows, read(filled, older))
        downgrade(database_url, before)
        wrong += lost(rows, read(filled, older))
        if wrong:
            faults[step] = sorted(set(wrong))

    assert faults == {}


def test_from_the_first_version_to_the_newest_in_one_go(database_url: str, filled: Engine) -> None:
    downgrade(database_url, FIRST)
    rows = read(filled, tables(filled))
    upgrade(database_url)

    assert rows["provider"]
    assert lost(rows, read(filled, tables(filled))) == []
