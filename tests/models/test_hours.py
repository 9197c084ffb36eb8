"""Open, shut or unknown at a moment: the week, days that differ, public holidays and worked weekends."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import OpeningException, OpeningHours
from models.base import SHANGHAI
from models.finding import week
from models.hours import ALL_DAY, DayKind, Hours, Reason, Special, State, is_open, standing
from models.workdays import kind_of

MONDAY = date(2026, 11, 23)
OFFICE = Hours({day: ((480, 1020),) for day in range(1, 6)})
ALWAYS = Hours({day: ALL_DAY for day in range(1, 8)})


def at(hour: int, minute: int = 0, day: date = MONDAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI)


def ordinary(_: date) -> DayKind:
    return DayKind.ORDINARY


def holiday_on(*days: date) -> object:
    return lambda day: DayKind.HOLIDAY if day in days else DayKind.ORDINARY


def test_open_says_until_when_and_shut_says_when_it_opens() -> None:
    now = standing(OFFICE, at(9), ordinary)
    later = standing(OFFICE, at(17), ordinary)

    assert (now.state, now.until) == (State.OPEN, at(17))
    assert (later.state, later.opens) == (State.SHUT, at(8, day=date(2026, 11, 24)))


def test_what_goes_on_past_midnight_is_one_opening() -> None:
    night = Hours({1: ((1200, 1440),), 2: ((0, 360),)})

    assert standing(night, at(21), ordinary).until == at(6, day=date(2026, 11, 24))


def test_a_break_at_noon_is_shut_until_the_afternoon() -> None:
    canteen = Hours({1: ((600, 720), (780, 1020))})

    assert standing(canteen, at(12, 30), ordinary).opens == at(13)
    assert standing(canteen, at(11), ordinary).until == at(12)


def test_two_spans_that_touch_are_one_opening() -> None:
    assert standing(Hours({1: ((600, 720), (720, 1020))}), at(11), ordinary).until == at(17)


def test_what_never_shuts_has_no_end_and_no_holiday() -> None:
    found = standing(ALWAYS, at(3), lambda _: DayKind.HOLIDAY)

    assert (found.state, found.until) == (State.OPEN, None)


def test_open_to_midnight_ends_at_midnight() -> None:
    assert standing(Hours({1: ALL_DAY}), at(3), ordinary).until == at(0, day=date(2026, 11, 24))


def test_on_a_public_holiday_the_week_is_not_believed() -> None:
    found = standing(OFFICE, at(9), holiday_on(MONDAY))  # type: ignore[arg-type]

    assert (found.state, found.reason) == (State.UNKNOWN, Reason.HOLIDAY)
    assert found.opens == at(8, day=date(2026, 11, 24))


def test_what_a_place_says_of_a_holiday_itself_is_believed() -> None:
    said = Hours(OFFICE.week, (Special(MONDAY, MONDAY, (600, 720)),))
    found = standing(said, at(11), holiday_on(MONDAY))  # type: ignore[arg-type]

    assert (found.state, found.reason, found.until) == (State.OPEN, Reason.EXCEPTION, at(12))


def test_a_named_closure_outdoes_the_week() -> None:
    shut = Hours(ALWAYS.week, (Special(MONDAY, date(2026, 11, 25), None),))
    found = standing(shut, at(9), ordinary)

    assert (found.state, found.reason) == (State.SHUT, Reason.EXCEPTION)
    assert found.opens == at(0, day=date(2026, 11, 26))


@pytest.mark.parametrize(
    ("hours", "state"), [(OFFICE, State.UNKNOWN), (ALWAYS, State.OPEN), (Hours({}), State.UNKNOWN)]
)
def test_a_weekend_worked_instead_may_be_open(hours: Hours, state: State) -> None:
    sunday = date(2026, 11, 22)

    assert standing(hours, at(9, day=sunday), lambda _: DayKind.MADE_UP).state is state


def test_hours_that_nobody_reported_are_unknown_with_no_next_opening() -> None:
    found = standing(Hours({}), at(9), ordinary)

    assert (found.state, found.reason, found.opens) == (State.UNKNOWN, Reason.UNREPORTED, None)


spans = st.tuples(st.integers(0, 1439), st.integers(1, 1440)).filter(lambda s: s[0] < s[1])
days = st.dates(date(2026, 9, 15), date(2026, 10, 15))


@settings(deadline=None)  # a year's days off are worked out when first asked for
@given(
    st.lists(st.tuples(st.integers(1, 7), spans), max_size=6),
    st.lists(st.tuples(days, st.integers(0, 3), st.none() | spans), max_size=2),
    st.datetimes(datetime(2026, 9, 15), datetime(2026, 10, 15)),  # noqa: DTZ001
)
def test_search_and_page_never_differ(
    week_rows: list[tuple[int, tuple[int, int]]],
    exception_rows: list[tuple[date, int, tuple[int, int] | None]],
    moment: datetime,
) -> None:
    rows = [OpeningHours(weekday=d, opens_minute=a, closes_minute=b) for d, (a, b) in week_rows]
    exceptions = [
        OpeningException(
            first_day=day, last_day=day + timedelta(days=more),
            opens_minute=span and span[0], closes_minute=span and span[1],
        )
        for day, more, span in exception_rows
    ]  # fmt: skip
    text = week.written(rows, exceptions)
    local = moment.replace(tzinfo=SHANGHAI)
    found = standing(week.read(text), local, kind_of)

    assert week.open_at(text, local) == (found.state is State.OPEN)
    assert is_open(week.read(text), local, kind_of(moment.date())) == (found.state is State.OPEN)
    assert found.until is None or found.until > local
    assert found.opens is None or found.opens > local
