"""Whether a place is open at a moment, and until when: one judgement for the search and for the page.

Three-valued: on a public holiday the week's hours are not believed unless they never end, nor is a shut
weekend day that is worked instead; days that a place named itself always are. Which days those are is a
parameter. Knows no table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from models.base import SHANGHAI

MINUTES_A_DAY = 24 * 60
LOOKS_AHEAD_DAYS = 14
A_DAY = timedelta(days=1)
Span = tuple[int, int]  # minutes since local midnight; the last one is not included
ALL_DAY: tuple[Span, ...] = ((0, MINUTES_A_DAY),)


class DayKind(StrEnum):
    """`MADE_UP`: a Saturday or Sunday that is worked in exchange for a day off."""

    ORDINARY = "ordinary"
    HOLIDAY = "holiday"
    MADE_UP = "made_up"


KindOf = Callable[[date], DayKind]


class State(StrEnum):
    OPEN = "open"
    SHUT = "shut"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    WEEK = "week"
    EXCEPTION = "exception"
    HOLIDAY = "holiday"
    MADE_UP = "made_up"
    UNREPORTED = "unreported"


@dataclass(frozen=True)
class Special:
    """Days, both included, that differ from the week; shut where there is no span."""

    first: date
    last: date
    span: Span | None


@dataclass(frozen=True)
class Hours:
    """The week, Monday being 1, and the days that differ."""

    week: Mapping[int, tuple[Span, ...]]
    specials: tuple[Special, ...] = field(default=())

    @property
    def always(self) -> bool:
        return all(self.week.get(day) == ALL_DAY for day in range(1, 8))

    def on(self, day: date, kind: DayKind) -> tuple[tuple[Span, ...] | None, Reason]:
        """When it is open that day, nothing where it is shut, None where nobody knows; and why."""
        special = [each.span for each in self.specials if each.first <= day <= each.last]
        if special:
            return tuple(span for span in special if span), Reason.EXCEPTION
        if not self.week:
            return None, Reason.UNREPORTED
        if kind is DayKind.HOLIDAY and not self.always:
            return None, Reason.HOLIDAY
        usual = self.week.get(day.isoweekday(), ())
        if kind is DayKind.MADE_UP and not usual:
            return None, Reason.MADE_UP
        return usual, Reason.WEEK


@dataclass(frozen=True)
class Standing:
    """`until` is when it shuts, None where it does not within two weeks; `opens` the next opening that is sure."""

    state: State
    reason: Reason
    until: datetime | None = None
    opens: datetime | None = None


def standing(hours: Hours, moment: datetime, kind_of: KindOf) -> Standing:
    """Open, shut or unknown at that moment, which needs its time zone."""
    day, minute = _local(moment)
    spans, reason = hours.on(day, kind_of(day))
    now = _now(spans, minute)
    if now:
        return Standing(State.OPEN, reason, until=_until(hours, day, now[1], kind_of))
    state = State.UNKNOWN if spans is None else State.SHUT
    return Standing(state, reason, opens=_opens(hours, day, minute, kind_of))


def is_open(hours: Hours, moment: datetime, kind: DayKind) -> bool:
    """Whether it is known to be open; `kind` is that of the moment's day."""
    day, minute = _local(moment)
    return _now(hours.on(day, kind)[0], minute) is not None


def _local(moment: datetime) -> tuple[date, int]:
    local = moment.astimezone(SHANGHAI)
    return local.date(), local.hour * 60 + local.minute


def _now(spans: tuple[Span, ...] | None, minute: int) -> Span | None:
    return next((span for span in spans or () if span[0] <= minute < span[1]), None)


def _until(hours: Hours, day: date, closes: int, kind_of: KindOf) -> datetime | None:
    """What ends at midnight goes on where the next day begins with a span."""
    for _ in range(LOOKS_AHEAD_DAYS):
        spans = hours.on(day, kind_of(day))[0] or ()
        while any(opens == closes for opens, _ in spans):
            closes = next(ends for opens, ends in spans if opens == closes)
        if closes < MINUTES_A_DAY:
            return _moment(day, closes)
        day, closes = day + A_DAY, 0
    return None


def _opens(hours: Hours, day: date, minute: int, kind_of: KindOf) -> datetime | None:
    for ahead in range(LOOKS_AHEAD_DAYS + 1):
        spans = hours.on(day, kind_of(day))[0]
        later = sorted(opens for opens, _ in spans or () if ahead or opens > minute)
        if later:
            return _moment(day, later[0])
        day += A_DAY
    return None


def _moment(day: date, minute: int) -> datetime:
    return datetime.combine(day, time(), SHANGHAI) + timedelta(minutes=minute)
