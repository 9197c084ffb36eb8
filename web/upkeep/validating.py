"""A district looks its list over before it sends it: what every row lacks, and which column was taken for what.

Open to everybody, so nothing is kept: the file is gone with the answer, and the report to download is carried
by the page itself, signed so that nobody can have us hand out a file of theirs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, abort, current_app, render_template, request
from flask.typing import ResponseReturnValue
from itsdangerous import BadData, URLSafeTimedSerializer

from models import CoordinateSystem, Kind, spreadsheet
from models.importing import LABELS, Action, Checked, Limits, Setting, check, telling
from models.importing.row import label
from web import uploads
from web.clock import today
from web.directory import places
from web.i18n import gettext, lazy_gettext
from web.limits import limiter
from web.pack import pack
from web.security import MEBIBYTE
from web.upkeep import blank
from web.upkeep.door import bp

# A stranger's file is read while others wait: smaller than what staff may import.
LIMITS = Limits(file_bytes=5 * MEBIBYTE, unpacked_bytes=48 * MEBIBYTE, rows=5_000)
AN_ADDRESS = "20 per minute;200 per hour"  # a district's offices may share one address
SHOWN = 200
CARRIED_AT_MOST = 400_000  # characters; a form field may not be much longer
CARRIED_SECONDS = 24 * 3600
TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
KINDS = {Kind.ELDERCARE: lazy_gettext("养老机构"), Kind.CHILDCARE: lazy_gettext("托育机构")}
SYSTEMS = {
    CoordinateSystem.GCJ02: lazy_gettext("GCJ-02（高德、腾讯地图上点出来的）"),
    CoordinateSystem.BD09: lazy_gettext("BD-09（百度地图上点出来的）"),
    CoordinateSystem.WGS84: lazy_gettext("WGS-84、CGCS2000（天地图、手机定位）"),
}


@bp.get("/validate")
def validate() -> str:
    return _page()


@bp.post("/validate")
@limiter.limit(AN_ADDRESS)
def validated() -> ResponseReturnValue:
    given = {name: request.form.get(name, "") for name in ("kind", "coordinates")}
    upload = request.files.get("file")
    wrong = _faults(given, uploads.fault(upload))
    if wrong or upload is None:
        return _page(given, wrong), 422
    system = CoordinateSystem(given["coordinates"]) if given["coordinates"] else None
    setting = Setting(Kind(given["kind"]), "", today(), system, places.locality(pack()))
    with uploads.as_file(upload) as path:
        checked = check(path, setting, LIMITS)
    if checked.report.problems:
        problem = checked.report.problems[0]
        name = "coordinates" if problem.field == "coordinate_system" else "file"
        return _page(given, {name: problem.message}), 422
    return _page(given, checked=checked)


@bp.post("/validate/report")
@limiter.limit(AN_ADDRESS)
def validated_report() -> Response:
    """What the page before had carried, as a table for a spreadsheet."""
    try:
        rows = _serializer().loads(request.form.get("report", ""), max_age=CARRIED_SECONDS)
    except BadData:
        abort(400)
    return _file("".join(spreadsheet.lines(rows)), "csv", "checked")


@bp.get("/validate/blank-<any(eldercare, childcare):kind>.<any(csv, xlsx):ending>")
def blank_list(kind: str, ending: str) -> Response:
    write = blank.as_csv if ending == "csv" else blank.as_workbook
    return _file(write(Kind(kind)), ending, kind)


def _faults(given: Mapping[str, str], of_file: str) -> dict[str, str]:
    wrong = {"file": of_file} if of_file else {}
    if given["kind"] not in set(Kind):
        wrong["kind"] = gettext("请选一下是养老机构还是托育机构")
    if given["coordinates"] and given["coordinates"] not in set(CoordinateSystem):
        wrong["coordinates"] = gettext("请在给出的几种里选")
    return wrong


def _page(
    given: Mapping[str, str] | None = None,
    wrong: Mapping[str, str] | None = None,
    checked: Checked | None = None,
) -> str:
    return render_template(
        "upkeep/validate.html",
        given=given or {},
        wrong=wrong or {},
        checked=checked,
        kinds=KINDS,
        systems=SYSTEMS,
        most=LIMITS.file_bytes // MEBIBYTE,
        most_rows=LIMITS.rows,
        **(_shown(checked) if checked else {}),
    )


def _shown(checked: Checked) -> dict[str, Any]:
    report = checked.report
    remarks = list(telling.remarks(report))
    carried = str(_serializer().dumps([telling.CHECKED_HEADINGS, *remarks]))
    return {
        "remarks": remarks[:SHOWN],
        "left": len(remarks) - SHOWN,
        "carried": carried if len(carried) <= CARRIED_AT_MOST else "",
        "counts": {action: report.count(action) for action in Action},
        "filled": {LABELS[name]: count for name, count in (checked.filled or {}).items()},
        "mapping": {heading: label(field) for heading, field in report.mapping.items()},
    }


def _file(content: str | bytes, ending: str, name: str) -> Response:
    answer = Response(content, mimetype=TYPES[ending])
    answer.headers["Content-Disposition"] = f"attachment; filename={name}.{ending}"
    return answer


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.config["SECRET_KEY"]), salt="validated")
