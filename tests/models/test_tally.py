"""Counting on both databases: adding up, taking back, two who count the same at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from models import Happened, Tally, Thing
from models.session import make_sessions

NOON = datetime(2026, 10, 5, 4, tzinfo=UTC)
DAY = date(2026, 10, 5)
ASKED, MISSED = Thing(Happened.ASKED, "benefit:x", "海州区"), Thing(Happened.UNANSWERED)


def counted(session: Session) -> dict[tuple[date, Thing], int]:
    rows = session.execute(Tally.between(date(2026, 1, 1), date(2026, 12, 31)))
    return {(r.day, Thing(r.happened, r.subject, r.district)): r.times for r in rows}


def test_what_happens_again_adds_up(session: Session) -> None:
    Tally.add(session, NOON, [ASKED, ASKED, MISSED])
    Tally.add(session, NOON, [ASKED])
    Tally.add(session, NOON, [])
    session.commit()

    assert counted(session) == {(DAY, ASKED): 3, (DAY, MISSED): 1}
    assert session.scalar(Tally.begun()) == DAY


def test_a_day_is_one_of_the_city_not_of_greenwich(session: Session) -> None:
    Tally.add(session, datetime(2026, 10, 5, 17, tzinfo=UTC), [ASKED])
    session.commit()

    assert counted(session) == {(date(2026, 10, 6), ASKED): 1}


def test_what_is_taken_back_leaves_its_own_day(session: Session) -> None:
    later = datetime(2026, 10, 7, 4, tzinfo=UTC)
    Tally.add(session, NOON, [ASKED])
    Tally.add(session, later, [MISSED], back=[(NOON, ASKED)])
    session.commit()

    assert counted(session) == {(date(2026, 10, 7), MISSED): 1}


def test_of_many_who_count_at_once_none_is_lost(engine: Engine) -> None:
    def some(number: int) -> None:
        things = [ASKED, MISSED] if number % 2 else [MISSED, ASKED]
        with make_sessions(engine)() as opened:
            Tally.add(opened, NOON, things)
            opened.commit()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(some, range(40)))
    with make_sessions(engine)() as opened:
        assert counted(opened) == {(DAY, ASKED): 40, (DAY, MISSED): 40}
