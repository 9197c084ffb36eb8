"""Which days of the year are public holidays in mainland China, and which weekends are worked instead.

The days come from the `holidays` package, which carries the State Council's yearly arrangement; a year whose
arrangement it does not hold yet has the days fixed by law only (`is_arranged`). Knows no provider: what is
open on such a day is judged by `models.hours`, which takes `kind_of` as its lookup.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache, lru_cache

import holidays

from models.hours import DayKind

A_DAY = timedelta(days=1)
SATURDAY = 6


@cache
def calendar(year: int, named_in: str = "zh_CN") -> holidays.HolidayBase:
    """The days off of one year with their names in that language."""
    return holidays.country_holidays("CN", years=year, language=named_in)


def is_arranged(year: int) -> bool:
    """Whether that year's moved rest days are known, not only the days fixed by law."""
    return any(day.year == year for day in calendar(year).weekend_workdays)  # each moves some


@lru_cache(maxsize=400)
def kind_of(day: date) -> DayKind:
    """A weekend that runs into a holiday is part of it, as the yearly arrangement counts it."""
    if day in calendar(day.year).weekend_workdays:
        return DayKind.MADE_UP
    return DayKind.HOLIDAY if festival_days(day) else DayKind.ORDINARY


def is_holiday(day: date) -> bool:
    return kind_of(day) is DayKind.HOLIDAY


def festival_days(day: date) -> list[date]:
    """The public holidays in the unbroken run of days off around this one."""
    return [each for each in _run(day) if each in calendar(each.year)]


def _run(day: date) -> list[date]:
    if not _is_off(day):
        return []
    first = last = day
    while _is_off(first - A_DAY):
        first -= A_DAY
    while _is_off(last + A_DAY):
        last += A_DAY
    return [first + A_DAY * count for count in range((last - first).days + 1)]


def _is_off(day: date) -> bool:
    year = calendar(day.year)
    return day in year or (day.isoweekday() >= SATURDAY and day not in year.weekend_workdays)
