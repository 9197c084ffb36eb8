"""Every table is named in the data map, what it promises is deleted, and nothing younger is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import Base
from models.retention import NOT_PERSONAL, PERSONAL, Periods, going
from tests.models import any_row

DATA_MAP = Path(__file__).resolve().parents[2] / "docs" / "privacy.md"
PERIODS = Periods(
    conversation=timedelta(days=30),
    case=timedelta(days=365),
    feedback=timedelta(days=365),
    record=timedelta(days=1095),
    check=timedelta(hours=2),
    session=timedelta(minutes=15),
)
LATER = datetime(2036, 11, 1, tzinfo=UTC)
# The account stays while the record of changes needs its name; a shown review is published for good.
STAYS = {"staff", "recovery_code", "review", *NOT_PERSONAL}


def count(session: Session, name: str) -> int:
    return session.scalar(select(func.count()).select_from(Base.metadata.tables[name])) or 0


def test_every_table_says_whether_it_keeps_anything_of_a_person() -> None:
    assert set(PERSONAL).isdisjoint(NOT_PERSONAL)
    assert {*PERSONAL, *NOT_PERSONAL} == set(Base.metadata.tables)


def test_what_has_no_rule_of_its_own_goes_with_what_it_belongs_to() -> None:
    for name, kept in PERSONAL.items():
        if kept.expired is None and name != "staff":
            keys = Base.metadata.tables[name].foreign_keys
            assert kept.goes_with in {key.column.table.name for key in keys}, name


def test_the_data_map_names_every_table_and_period() -> None:
    text = DATA_MAP.read_text(encoding="utf-8")
    for name, kept in PERSONAL.items():
        assert f"| `{name}` | {kept.holds} | {kept.until} |" in text


def test_ten_years_later_nothing_of_a_person_is_left(session: Session) -> None:
    any_row.fill(session.connection())
    for name in PERSONAL:
        gone = going(name, PERIODS, LATER)
        if gone is not None:
            session.execute(gone)

    left = {name for name in Base.metadata.tables if count(session, name)}
    assert left == STAYS


@pytest.mark.parametrize("name", [name for name in PERSONAL if PERSONAL[name].expired])
def test_what_was_written_a_moment_ago_stays(session: Session, name: str) -> None:
    made = any_row.fill(session.connection())
    moment = made["conversation"]["last_at"] + timedelta(seconds=1)
    gone = going(name, PERIODS, moment)
    assert gone is not None
    session.execute(gone)

    # The row's link was open until the moment before; all others have time left.
    assert count(session, name) == (0 if name == "shared_result" else 1)
