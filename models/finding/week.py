"""Opening hours and exceptions of a provider as one short text, and whether it says open at a moment.

Many providers share the same text, so a moment is judged once a text. On a public holiday the week's hours
are not believed unless they never end; days that a provider named itself are. Knows no table.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from models.base import SHANGHAI
from models.opening import MINUTES_A_DAY, OpeningException, OpeningHours

ALWAYS = ",".join(f"{day}:0-{MINUTES_A_DAY}" for day in range(1, 8))


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


def open_at(text: str, moment: datetime, holiday: bool) -> bool:
    """Whether it is known to be open."""
    local = moment.astimezone(SHANGHAI)
    minute = local.hour * 60 + local.minute
    week, *exceptions = text.split("|")
    special = [each.partition(":")[2] for each in exceptions if _covers(each, local.date())]
    if special:
        return any(_within(span, minute) for span in special)
    if holiday and week != ALWAYS:
        return False
    days = (each.partition(":") for each in week.split(",") if each)
    return any(day == str(local.isoweekday()) and _within(span, minute) for day, _, span in days)


def _covers(exception: str, day: date) -> bool:
    first, last = exception.partition(":")[0].split("-")
    return first <= f"{day:%Y%m%d}" <= last


def _within(span: str, minute: int) -> bool:
    opens, _, closes = span.partition("-")
    return bool(span) and int(opens) <= minute < int(closes)
