"""The list of providers: a search from the address, and all that is shown beside what it finds."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from flask import Response, make_response, render_template, request

from models.criteria import BadSearch
from models.finding import BadCursor, Page
from models.hours import DayKind
from web.api.provider_query import says
from web.calendar_cn import holiday_name, is_arranged, kind_of
from web.clock import now
from web.directory import asking, distance, facets, mapping, ready, starting
from web.directory.asking import Asked
from web.directory.door import bp
from web.finding import look
from web.i18n import gettext
from web.pack import pack

A_PAGE = 20


@bp.get("")
def index() -> Response:
    text, status = ready.page(_made)
    response = make_response(text, status)
    mapping.admit(response)
    # Whoever asks without their place does not need it any longer.
    if starting.HERE in request.cookies and request.args.get("near", "").strip() != starting.HERE:
        response.delete_cookie(starting.HERE, path=request.path)
    return response


def _made() -> ready.Made:
    asked = asking.read(request.args, request.cookies.get(starting.HERE, ""), pack())
    moment = now()
    found, moved = None, False
    if not asked.wrong:
        try:
            found, moved = _page(asked, moment)
        except BadSearch as wrong:
            asked = replace(asked, wrong={wrong.field: str(says(wrong))})
    page = render_template(
        "directory/index.html",
        asked=asked,
        found=found,
        moved=moved,
        heading=facets.kind_words(asked.kind),
        options=facets.options(asked, found, pack()),
        chips=facets.chips(asked),
        sorts=facets.sorts(asked),
        ways=facets.ways_on(asked, found) if found and not found.total else (),
        days=_days(asked, moment),
        starts=starting.offered(pack().places),
        distance=distance,
        drawing=mapping.of(found.items) if found else None,
    )
    return page, 422 if asked.wrong else 200


def _page(asked: Asked, moment: datetime) -> tuple[Page, bool]:
    """The page, and whether it is the first one because the place to go on from is gone."""
    try:
        return look(asked.criteria, A_PAGE, request.args.get("cursor"), moment), False
    except BadCursor:
        return look(asked.criteria, A_PAGE, None, moment), True


def _days(asked: Asked, moment: datetime) -> str:
    """What "open now" rests on where the day is no ordinary one."""
    day = moment.date()
    if not asked.criteria.get("open_now"):
        return ""
    if kind_of(day) is DayKind.HOLIDAY:
        name = holiday_name(day)
        return gettext(
            "今天放假（%(holiday)s）：只列出说过放假照开、或者全年不关门的。", holiday=name
        )
    if kind_of(day) is DayKind.MADE_UP:
        return gettext("今天调休上班：平时周末不开的，今天开不开没有报，没有列出来。")
    if not is_arranged(day.year):
        return gettext("%(year)s 年的节假日安排没核到，放假前后请先打电话问。", year=day.year)
    return ""
