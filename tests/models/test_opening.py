"""Who is open at a given moment: the week, days that differ, and the time zone."""

from __future__ import annotations

from datetime import date, datetime, timezone

import pytest
from sqlalchemy.orm import Session

from models import OpeningException, OpeningHours
from models.base import SHANGHAI
from models.criteria import BadSearch
from tests.models.rows import Add, Names

MONDAY = date(2026, 11, 23)


def at(hour: int, minute: int = 0, day: date = MONDAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI)


@pytest.fixture
def weekday_place(add: Add, session: Session) -> Add:
    place = add(name="松鹤")
    place.opening_hours.append(OpeningHours(weekday=1, opens_minute=480, closes_minute=1020))
    session.flush()
    return add


@pytest.mark.usefixtures("weekday_place")
def test_open_from_the_first_minute_until_before_the_last(names: Names) -> None:
    moments = [at(7, 59), at(8), at(16, 59), at(17)]

    assert [bool(names(open_now=moment)) for moment in moments] == [False, True, True, False]


@pytest.mark.usefixtures("weekday_place")
def test_another_weekday_is_shut(names: Names) -> None:
    assert names(open_now=at(9, day=date(2026, 11, 24))) == []


@pytest.mark.usefixtures("weekday_place")
def test_the_moment_is_read_in_local_time(names: Names) -> None:
    assert names(open_now=datetime(2026, 11, 23, 0, 30, tzinfo=timezone.utc)) == ["松鹤"]


@pytest.mark.usefixtures("weekday_place")
def test_a_moment_without_a_zone_is_refused(names: Names) -> None:
    with pytest.raises(BadSearch):
        names(open_now=datetime(2026, 11, 23, 9))  # noqa: DTZ001


def test_a_closure_outdoes_the_week_and_other_hours_replace_it(
    add: Add, session: Session, names: Names
) -> None:
    for name in ("放假", "改时间"):
        place = add(name=name)
        place.opening_hours.append(OpeningHours(weekday=1, opens_minute=480, closes_minute=1020))
        special = OpeningException(first_day=MONDAY, last_day=MONDAY)
        if name == "改时间":
            special.opens_minute, special.closes_minute = 600, 720
        place.opening_exceptions.append(special)
    session.flush()

    assert names(open_now=at(9)) == []
    assert names(open_now=at(11)) == ["改时间"]
    assert names(open_now=at(9, day=date(2026, 11, 30))) == ["放假", "改时间"]


def test_open_all_day_holds_until_midnight(add: Add, session: Session, names: Names) -> None:
    place = add(name="全天")
    place.opening_hours.append(OpeningHours(weekday=1, opens_minute=0, closes_minute=1440))
    session.flush()

    assert names(open_now=at(0)) == names(open_now=at(23, 59)) == ["全天"]
