"""Public holidays, the weekends around them and the weekends worked instead, as the yearly arrangement has them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from apiflask import APIFlask

from models.hours import DayKind
from web.calendar_cn import holiday_name, is_arranged, is_holiday, kind_of


def test_the_national_day_of_2026_is_one_week_off() -> None:
    week = [date(2026, 10, 1) + timedelta(days=count) for count in range(-1, 8)]

    assert [is_holiday(day) for day in week] == [False, *[True] * 7, False]


@pytest.mark.parametrize("day", [date(2026, 9, 20), date(2026, 10, 10), date(2026, 2, 14)])
def test_a_weekend_worked_instead_is_told_apart(day: date) -> None:
    assert kind_of(day) is DayKind.MADE_UP


def test_an_ordinary_weekend_is_no_holiday() -> None:
    assert kind_of(date(2026, 11, 22)) is DayKind.ORDINARY


def test_the_weekend_after_a_friday_holiday_belongs_to_it() -> None:
    assert [is_holiday(date(2026, 6, day)) for day in (18, 19, 20, 21, 22)] == [
        False, True, True, True, False,
    ]  # fmt: skip


def test_a_holiday_is_called_by_its_festival_not_by_the_moved_day(app: APIFlask) -> None:
    with app.test_request_context():
        assert holiday_name(date(2026, 10, 7)) == "国庆节"
        assert holiday_name(date(2026, 1, 3)) == "元旦"
        assert holiday_name(date(2026, 11, 25)) == ""


def test_a_year_that_is_not_arranged_yet_says_so() -> None:
    assert is_arranged(2026)
    assert not is_arranged(2099)
    assert is_holiday(date(2099, 10, 1))
