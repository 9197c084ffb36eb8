"""When the staff are there to answer people: on working days, as staff filled it in, else as OFFICE_HOURS says.

Left empty, nothing is said of hours and whoever says they are there is there. Knows no conversation and no advisor.
"""

from __future__ import annotations

from datetime import datetime

from flask import Flask, current_app

from knowledge.desk_hours import LIKE, BadHours, Hours, read
from knowledge.saying import joined
from models.hours import DayKind
from web import calendar_cn
from web.config import BadSetting, Settings
from web.i18n import gettext
from web.pack import pack

FIRST_OF_WEEKEND = 5


def init_app(app: Flask, settings: Settings) -> None:
    try:
        app.extensions["office_hours"] = read(settings.OFFICE_HOURS)
    except BadHours:
        raise BadSetting(
            f"OFFICE_HOURS={settings.OFFICE_HOURS}: write {LIKE}, the earliest first"
        ) from None


def open_at(moment: datetime) -> bool:
    """Whether somebody may be there; always where no hours are set."""
    hours = _hours()
    at = moment.time()
    return not hours or (_works(moment) and any(first <= at < last for first, last in hours))


def _works(moment: datetime) -> bool:
    kind = calendar_cn.kind_of(moment.date())
    weekend = moment.weekday() >= FIRST_OF_WEEKEND
    return kind is DayKind.MADE_UP or (kind is DayKind.ORDINARY and not weekend)


def says() -> str:
    """工作日 08:30–12:00、14:00–17:30; empty where no hours are set."""
    spans = [f"{first:%H:%M}–{last:%H:%M}" for first, last in _hours()]
    return gettext("工作日 %(spans)s", spans=joined(spans)) if spans else ""


def _hours() -> Hours:
    filled_in = pack().desk_hours
    if filled_in:
        return read(filled_in)
    set_at_the_start: Hours = current_app.extensions["office_hours"]
    return set_at_the_start
