"""How a provider's figures are said: fees, ages, hours, how old a report is. Decides nothing about anybody."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from itertools import groupby

from knowledge.saying import joined
from models import CareLevel, OpeningHours, Provider
from models.finding.ranking import is_stale
from web.clock import today
from web.directory.labels import CARE_LEVELS, FEE_UNITS, WEEKDAYS
from web.i18n import gettext
from web.money import span

MONTHS_A_YEAR = 12
A_WEEK = 7
ALL_DAY = ("00:00", "24:00")


def fees(provider: Provider) -> str:
    """Empty where no fee is known; nought is a fee."""
    said = span(provider.fee_min, provider.fee_max)
    if not said or provider.fee_unit is None:
        return ""
    if provider.fee_min == 0 and provider.fee_max in (0, None):
        return gettext("不收费")
    return f"{said} {FEE_UNITS[provider.fee_unit]}"


def months(count: int) -> str:
    years, rest = divmod(count, MONTHS_A_YEAR)
    if not years:
        return gettext("%(months)s 个月", months=rest)
    if not rest:
        return gettext("%(years)s 岁", years=years)
    return gettext("%(years)s 岁 %(months)s 个月", years=years, months=rest)


def ages(provider: Provider) -> str:
    low, high = provider.age_min_months, provider.age_max_months
    if low is not None and high is not None:
        return gettext("%(low)s 到 %(high)s", low=months(low), high=months(high))
    if low is not None:
        return gettext("%(low)s 以上", low=months(low))
    return gettext("%(high)s 以下", high=months(high)) if high is not None else ""


def levels(taken: Collection[CareLevel]) -> str:
    """In the order of need, whatever order they are in."""
    return joined(str(label) for level, label in CARE_LEVELS.items() if level in taken)


def ago(day: date) -> str:
    """How old a report is: a vacancy from the spring is no vacancy."""
    days = (today() - day).days
    return gettext("%(days)s 天前", days=days) if days > 0 else gettext("今天")


def old_vacancies(provider: Provider) -> bool:
    """Whether the free places were reported too long ago to go there for."""
    return is_stale("vacancies_on", provider.vacancies_on, today())


def moment(when: datetime, now: datetime) -> str:
    """今天 17:00, 明天 08:00, 周四 08:00; with the date where it is more than six days away."""
    clock = f"{when:%H:%M}"
    days = (when.date() - now.date()).days
    if days == 0:
        return gettext("今天 %(clock)s", clock=clock)
    if days == 1:
        return gettext("明天 %(clock)s", clock=clock)
    if days < A_WEEK:
        return f"{WEEKDAYS[when.isoweekday()]} {clock}"
    return gettext("%(month)s 月 %(day)s 日 %(clock)s", month=when.month, day=when.day, clock=clock)


def hours(provider: Provider) -> list[tuple[str, str]]:
    """Days that have the same hours in one line: 周一至周五 08:00–17:00."""
    spans = {day: _spans(provider.opening_hours, day) for day in WEEKDAYS}
    lines = []
    for said, run in groupby(WEEKDAYS, key=lambda day: spans[day]):
        days = list(run)
        first, last = WEEKDAYS[days[0]], WEEKDAYS[days[-1]]
        name = str(first) if len(days) == 1 else gettext("%(a)s至%(b)s", a=first, b=last)
        lines.append((name, said or gettext("不开")))
    return lines if provider.opening_hours else []


def _spans(opening: list[OpeningHours], day: int) -> str:
    spans = [(each.opens, each.closes) for each in opening if each.weekday == day]
    if spans == [ALL_DAY]:
        return gettext("全天")
    return joined(f"{opens}–{closes}" for opens, closes in spans)
