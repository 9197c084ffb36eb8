"""Whether a provider is open now, in a sentence; how it is judged is `models.hours`'."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from models import Provider
from models.base import SHANGHAI
from models.finding import week
from models.hours import Reason, Standing, State, standing
from web import calendar_cn
from web.directory import saying
from web.i18n import gettext

Said = tuple[Standing, str, tuple[str, ...]]


def open_now(provider: Provider, now: datetime) -> Said:
    """The judgement, the sentence (empty where no hours were reported) and what else is to say."""
    hours = week.read(week.written(provider.opening_hours, provider.opening_exceptions))
    found = standing(hours, now, calendar_cn.kind_of)
    return found, SENTENCES[found.state](found, now), tuple(_more(found, now))


def _open(found: Standing, now: datetime) -> str:
    if found.until is None:
        return gettext("现在开着，全天都开")
    return gettext("现在开着，%(when)s 关门", when=saying.moment(found.until, now))


def _shut(found: Standing, now: datetime) -> str:
    if found.opens is None:
        return gettext("现在关着")
    return gettext("现在关着，%(when)s 开门", when=saying.moment(found.opens, now))


def _unknown(found: Standing, now: datetime) -> str:
    if found.reason is Reason.HOLIDAY:
        name = calendar_cn.holiday_name(now.astimezone(SHANGHAI).date())
        return gettext("今天%(holiday)s放假，开不开没有核到，先打电话", holiday=name)
    if found.reason is Reason.MADE_UP:
        return gettext("今天是调休上班的周末，开不开没有核到，先打电话")
    return ""


SENTENCES: Mapping[State, Callable[[Standing, datetime], str]] = {
    State.OPEN: _open,
    State.SHUT: _shut,
    State.UNKNOWN: _unknown,
}


def _more(found: Standing, now: datetime) -> list[str]:
    said = []
    if found.reason is Reason.EXCEPTION:
        said.append(gettext("今天和平时不一样，是这一家自己报的"))
    if found.reason is not Reason.UNREPORTED and not calendar_cn.is_arranged(now.year):
        said.append(gettext("%(year)s 年的放假安排还没有公布，节日前后先打电话", year=now.year))
    return said
