"""When the staff are there to answer people: OFFICE_HOURS on working days. Knows no conversation and no advisor.

Left empty, nothing is said of hours and whoever says they are there is there.
"""

from __future__ import annotations

import re
from datetime import datetime, time
from itertools import pairwise

from flask import Flask, current_app

from knowledge.saying import joined
from models.hours import DayKind
from web import calendar_cn
from web.config import BadSetting, Settings
from web.i18n import gettext

SPAN = re.compile(r"(\d{2}:\d{2})-(\d{2}:\d{2})", re.ASCII)
FIRST_OF_WEEKEND = 5
Hours = tuple[tuple[time, time], ...]


def init_app(app: Flask, settings: Settings) -> None:
    app.extensions["office_hours"] = read(settings.OFFICE_HOURS)


def read(text: str) -> Hours:
    """Spans in order that do not touch; raises BadSetting for anything else."""
    spans = tuple(_span(part.strip()) for part in text.split(",") if part.strip())
    edges = [edge for span in spans for edge in span]
    if any(earlier >= later for earlier, later in pairwise(edges)):
        raise _bad(text)
    return spans


def _span(part: str) -> tuple[time, time]:
    found = SPAN.fullmatch(part)
    try:
        if found:
            return time.fromisoformat(found[1]), time.fromisoformat(found[2])
    except ValueError:
        pass  # 25:00 looks like a time and is none: refused below like anything else
    raise _bad(part)


def _bad(text: str) -> BadSetting:
    return BadSetting(f"OFFICE_HOURS={text}: write 08:30-12:00,14:00-17:30, the earliest first")


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
    hours: Hours = current_app.extensions["office_hours"]
    return hours
