"""One month's numbers as a page and as a file. What may be shown is decided by `hiding`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from apiflask import APIBlueprint
from flask import Response, make_response, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from models import Tally, spreadsheet
from web.charts import columns
from web.clock import today
from web.db import session
from web.i18n import gettext, lazy_gettext
from web.staff import menu
from web.staff.access import requires
from web.stats.hiding import SMALL
from web.stats.reckoning import Section, Table, month

MONTH = re.compile(r"2[0-9]{3}-(0[1-9]|1[0-2])", re.ASCII)
bp = APIBlueprint("stats", __name__, enable_openapi=False)


@dataclass(frozen=True)
class Asked:
    """The months there are numbers of, the newest first, the one that is shown, and what was wrong with the wish."""

    months: Sequence[date]
    shown: date | None
    wrong: str = ""


@bp.get("/stats")
def public() -> ResponseReturnValue:
    return _page("stats/public.html", desk=False)


@bp.get("/stats.csv")
def public_file() -> Response:
    return _file(desk=False)


@bp.get("/counter/stats")
@requires()
def desk() -> ResponseReturnValue:
    return _page("stats/desk.html", desk=True)


@bp.get("/counter/stats.csv")
@requires()
def desk_file() -> Response:
    return _file(desk=True)


def _page(template: str, *, desk: bool) -> ResponseReturnValue:
    asked = _asked(desk=desk)
    page = render_template(
        template,
        asked=asked,
        sections=_sections(asked, desk=desk),
        chart=_chart,
        small=SMALL,
        published=_next(today()),
    )
    return make_response(page, 422 if asked.wrong else 200)


def _file(*, desk: bool) -> Response:
    asked = _asked(desk=desk)
    rows = "".join(spreadsheet.lines(_rows(asked, _sections(asked, desk=desk))))
    answer = Response(rows, mimetype="text/csv")
    name = f"stats-{asked.shown:%Y-%m}" if asked.shown else "stats"
    answer.headers["Content-Disposition"] = f"attachment; filename={name}.csv"
    return answer


def _rows(asked: Asked, sections: Sequence[Section]) -> Iterator[tuple[object, ...]]:
    few = gettext("少于 %(small)s", small=SMALL)
    yield gettext("月份"), gettext("数的是"), gettext("分法"), gettext("名称"), gettext("次数")
    for section in sections:
        line = f"{asked.shown:%Y-%m}", section.title
        yield *line, gettext("合计"), "", few if section.times is None else section.times
        for table in section.tables:
            for each in table.parts or ():
                yield *line, table.title, each.name, few if each.times is None else each.times


def _sections(asked: Asked, *, desk: bool) -> list[Section]:
    first = asked.shown
    if first is None:
        return []
    return month(session(), first, min(_next(first) - timedelta(days=1), today()), desk=desk)


def _asked(*, desk: bool) -> Asked:
    """In public only months that are over: from one day to the next a total would tell of a single day."""
    begun: date | None = session().scalar(Tally.begun())
    end = _next(today()) if desk else today().replace(day=1)
    months = list(_months(begun, end))[::-1] if begun else []
    wanted = request.args.get("month", "")
    fits = [each for each in months if f"{each:%Y-%m}" == wanted]
    if not wanted or fits:
        return Asked(months, next(iter(fits or months), None))
    if MONTH.fullmatch(wanted):
        wrong = gettext("月份：这个月没有数，请从下面选一个")
    else:
        wrong = gettext("月份：要写成 2026-10 这样，请从下面选一个")
    return Asked(months, next(iter(months), None), wrong)


def _months(begun: date, end: date) -> Iterator[date]:
    first = begun.replace(day=1)
    while first < end:
        yield first
        first = _next(first)


def _next(day: date) -> date:
    """The first day of the month after."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def _chart(table: Table) -> Markup:
    """What is shown of the days, drawn; nothing where nothing is."""
    numbers = [(each.name[-2:].lstrip("0"), float(each.times or 0)) for each in table.parts or ()]
    return columns(table.title, numbers) if any(number for _, number in numbers) else Markup()


menu.add("stats.desk", lazy_gettext("统计"))
