"""The plan's figures and targets, and what the directory counts today, never the one mixed with the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from apiflask import APIBlueprint
from flask import Response, render_template, request

from models import Indicator, Kind, spreadsheet
from models.counting import Counted, counted
from web.charts import bars
from web.clock import today
from web.db import session
from web.i18n import gettext
from web.pack import pack

bp = APIBlueprint("numbers", __name__, enable_openapi=False)


@bp.get("/data")
def index() -> str:
    lines = counted(session())
    figures = pack().figures.values()
    return render_template(
        "numbers/index.html",
        kinds=[_of(kind, lines) for kind in Kind],
        targets=[each for each in figures if each.target],
        figures=[each for each in figures if not each.target],
        yearly=session().scalars(Indicator.listed()).all(),
        day=today(),
    )


@bp.get("/data.csv")
def table() -> Response:
    """All of the page's numbers, each with where it stands or when it was counted."""
    answer = Response("".join(spreadsheet.lines(_rows())), mimetype="text/csv")
    answer.headers["Content-Disposition"] = "attachment; filename=numbers.csv"
    answer.add_etag()
    answer.make_conditional(request)
    return answer


def _of(kind: Kind, lines: list[Counted]) -> dict[str, Any]:
    theirs = [each for each in lines if each.kind == kind]
    title = {
        Kind.ELDERCARE: gettext("各区县有多少家养老机构"),
        Kind.CHILDCARE: gettext("各区县有多少家托育机构"),
    }[kind]
    numbers = [(each.district, float(each.places)) for each in theirs]
    return {
        "kind": kind.value,
        "title": title,
        "lines": theirs,
        "chart": bars(title, numbers) if numbers else "",
    }


def _rows() -> Iterator[tuple[object, ...]]:
    # A file for spreadsheets: its words do not change with the page's language.
    yield "类别", "名称", "数字", "年月", "依据"
    for each in pack().figures.values():
        yield (
            "目标" if each.target else "方案里的数字",
            each.title,
            each.display,
            each.as_of,
            each.locator,
        )
    for entered in session().scalars(Indicator.listed()):
        yield "年度统计", entered.name, entered.said, entered.year, entered.source
    for line in counted(session()):
        kind = {Kind.ELDERCARE: "养老", Kind.CHILDCARE: "托育"}[line.kind]
        for name, number in (
            ("机构数", line.places),
            ("床位（托位）数", line.capacity if line.said else None),
        ):
            yield (
                "目录里数的",
                f"{line.district}{kind}{name}",
                number,
                today(),
                "本站目录，示例不算",
            )
