"""Opening hours and exceptions of a provider as one short text, and whether it says open at a moment.

Many providers share the same text, so a moment is judged once a text; how it is judged is `models.hours`'.
Knows no table.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from models.base import SHANGHAI
from models.hours import ALL_DAY, Hours, Span, Special, is_open
from models.opening import OpeningException, OpeningHours
from models.workdays import kind_of

ALWAYS = ",".join(f"{day}:{opens}-{closes}" for day in range(1, 8) for opens, closes in ALL_DAY)


def written(hours: Sequence[OpeningHours], exceptions: Sequence[OpeningException]) -> str:
    """`1:480-1020,2:480-1020|20261001-20261003:` — the week, then the days that differ."""
    week = sorted((h.weekday, h.opens_minute, h.closes_minute) for h in hours)
    days = sorted(
        (f"{e.first_day:%Y%m%d}-{e.last_day:%Y%m%d}", _span(e.opens_minute, e.closes_minute))
        for e in exceptions
    )
    said = ",".join(f"{day}:{opens}-{closes}" for day, opens, closes in week)
    return "|".join((said, *(f"{between}:{span}" for between, span in days)))


def _span(opens: int | None, closes: int | None) -> str:
    return "" if opens is None else f"{opens}-{closes}"


@lru_cache(maxsize=10_000)
def read(text: str) -> Hours:
    """The hours that `written` wrote."""
    said, *exceptions = text.split("|")
    week: dict[int, tuple[Span, ...]] = {}
    for each in filter(None, said.split(",")):
        day, _, span = each.partition(":")
        week[int(day)] = (*week.get(int(day), ()), _minutes(span))
    return Hours(week, tuple(_special(each) for each in exceptions))


def _special(text: str) -> Special:
    days, _, span = text.partition(":")
    first, last = (datetime.strptime(day, "%Y%m%d").date() for day in days.split("-"))  # noqa: DTZ007
    return Special(first, last, _minutes(span) if span else None)


def _minutes(span: str) -> Span:
    opens, _, closes = span.partition("-")
    return int(opens), int(closes)


def open_at(text: str, moment: datetime) -> bool:
    """Whether it is known to be open, public holidays and weekends worked instead taken into account."""
    return is_open(read(text), moment, kind_of(moment.astimezone(SHANGHAI).date()))
