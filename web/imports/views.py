"""Bring in a list of providers: hand it in, see what would be done, choose and decide, write all rows or none.

Only for editors, and a list only for whoever handed it in. The file goes once it is written or given up.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from flask import Response, abort, current_app, make_response, redirect, render_template, request
from flask import url_for as address_of
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import RequestEntityTooLarge

from models import (
    CoordinateSystem,
    ImportStep,
    Kind,
    ListState,
    ProviderImport,
    ProviderList,
    audit,
)
from models.checkup import new_key
from web import security, uploads
from web.clock import now, today
from web.db import session
from web.fragments import asked_for_part, unless_known
from web.i18n import gettext, language, lazy_gettext
from web.imports import choosing, showing
from web.imports.door import IMPORTS, bp
from web.security import MEBIBYTE
from web.staff import menu
from web.staff.access import passive, requires, the_staff
from web.upkeep.deciding import day_fault
from web.upkeep.validating import KINDS, SYSTEMS

ROLE = "editor"
FILE_AT_MOST = 64 * MEBIBYTE
SOURCE_AT_MOST = 120
SHOWN = 20
GIVEN = ("kind", "source", "day", "coordinates")
AT_WORK = (ListState.WAITING, ListState.RUNNING)


@bp.get("")
@requires(ROLE)
def index() -> str:
    IMPORTS.purge(session())
    return _index()


@bp.post("")
@requires(ROLE)
def hand_in() -> ResponseReturnValue:
    """Hold on to the file; somebody will look at it."""
    try:
        security.read_form(FILE_AT_MOST)
    except RequestEntityTooLarge:
        wrong = {"file": gettext("文件太大，最多 64 MB；请只留名单那一张表，或分成几份")}
        return make_response(_index(wrong=wrong), 413)
    given = {name: request.form.get(name, "").strip() for name in GIVEN}
    upload = request.files.get("file")
    wrong = _faults(given)
    if fault := uploads.fault(upload):
        wrong["file"] = fault
    if wrong or upload is None:
        return make_response(_index(given, wrong), 422)
    key = _keep(given, upload)
    IMPORTS.see_to_it(session())
    return _to(key)


security.csrf.exempt(hand_in)


@bp.get("/<key>")
@requires(ROLE)
def one(key: str) -> str:
    job = _mine(key)
    if job.state in AT_WORK:
        IMPORTS.see_to_it(session())
    return _one(job)


@bp.get("/<key>/news")
@requires(ROLE)
@passive
def news(key: str) -> ResponseReturnValue:
    """How far it is, or 304 while it has not moved."""
    job = _mine(key)
    if not asked_for_part():
        return _to(key)
    IMPORTS.see_to_it(session())  # what was cut off goes on while somebody looks
    mark = f"{job.state}{job.step}{job.done}{job.interrupted(now())}{language()}"
    part = {"job": job, "now": now()}
    return unless_known(mark, lambda: render_template("imports/state.html", **part))


@bp.post("/<key>/look")
@requires(ROLE)
def look(key: str) -> ResponseReturnValue:
    """Once more, with other columns, coordinates or decisions."""
    job = _open(key)
    given = {name: request.form.get(name, "").strip() for name in ("source", "day", "coordinates")}
    wrong = _faults({"kind": job.kind, **given})
    shown = showing.kept(key)
    chosen = choosing.columns(request.form, shown["headings"], wrong)
    decided = choosing.decisions(request.form, request.files.get("decisions"), wrong)
    if wrong:
        return make_response(_one(job, {**given, "mapping": chosen}, wrong), 422)
    job.ask(
        session(),
        ImportStep.LOOK,
        source=given["source"],
        verified_on=date.fromisoformat(given["day"]),
        coordinate_system=_system(given),
        mapping={**job.mapping, **chosen},
        decisions={**job.decisions, **decided},
    )
    IMPORTS.see_to_it(session())
    return _to(key)


@bp.post("/<key>/write")
@requires(ROLE)
def write(key: str) -> ResponseReturnValue:
    job = _open(key)
    if not showing.kept(key)["ready"]:
        abort(409)
    job.ask(session(), ImportStep.WRITE)
    IMPORTS.see_to_it(session())
    return _to(key)


@bp.post("/<key>/delete")
@requires(ROLE)
def delete(key: str) -> ResponseReturnValue:
    job = _mine(key)
    if job.deleted_at is None:
        _note("import.deleted", job)
        IMPORTS.forget(session(), job)
    return redirect(address_of("imports.index"), 303)


@bp.get("/<key>/report.csv")
@requires(ROLE)
def report(key: str) -> Response:
    """Row by row, to mend by or to fill in the decisions."""
    _open(key)
    answer = Response(showing.report_of(key).read_text(encoding="utf-8"), mimetype="text/csv")
    answer.headers["Content-Disposition"] = "attachment; filename=report.csv"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _mine(key: str) -> ProviderImport:
    """One's own list; for anybody else there is none."""
    job = session().get(ProviderImport, key, populate_existing=True)
    return job if job is not None and job.staff_id == the_staff().id else abort(404)


def _open(key: str) -> ProviderImport:
    """One that lies there to be looked at, not at work and not over."""
    job = _mine(key)
    if job.deleted_at or not showing.kept(key):
        abort(404)
    return job if job.state is ListState.DONE else abort(409)


def _faults(given: Mapping[str, str]) -> dict[str, str]:
    wrong = day_fault(given["day"])
    if given["kind"] not in set(Kind):
        wrong["kind"] = gettext("请选一下是养老机构还是托育机构")
    if given["coordinates"] and given["coordinates"] not in set(CoordinateSystem):
        wrong["coordinates"] = gettext("请在给出的几种里选")
    if not 2 <= len(given["source"]) <= SOURCE_AT_MOST:
        wrong["source"] = gettext(
            "名单从哪来：写哪个部门的哪份名单，最多 %(most)s 个字", most=SOURCE_AT_MOST
        )
    return wrong


def _system(given: Mapping[str, str]) -> CoordinateSystem | None:
    return CoordinateSystem(given["coordinates"]) if given["coordinates"] else None


def _keep(given: Mapping[str, str], upload: FileStorage) -> str:
    key, at = new_key(), now()
    IMPORTS.keep(key, upload.stream, uploads.ending(upload))
    job = ProviderImport(
        id=key,
        staff=the_staff().name,
        staff_id=the_staff().id,
        kind=Kind(given["kind"]),
        source=given["source"],
        verified_on=date.fromisoformat(given["day"]),
        coordinate_system=_system(given),
        mapping={},
        decisions={},
        counts={},
        handed_in_at=at,
        delete_at=at + timedelta(hours=current_app.extensions["settings"].LIST_HOURS),
    )
    session().add(job)
    _note("import.handed_in", job)
    session().commit()
    return key


def _note(action: str, job: ProviderImport) -> None:
    audit.record(
        session(),
        staff_id=the_staff().id,
        action=action,
        target=f"import:{job.id}",
        before=None,
        after={"kind": job.kind, "source": job.source},
        at=now(),
    )


def _index(given: Mapping[str, str] | None = None, wrong: Mapping[str, str] | None = None) -> str:
    known = session().scalars(select(ProviderList.name).distinct().order_by(ProviderList.name))
    return render_template(
        "imports/index.html",
        given=given or {"day": today().isoformat()},
        wrong=wrong or {},
        jobs=session().scalars(ProviderImport.listed().limit(SHOWN)).all(),
        mine=the_staff().id,
        known=known.all(),
        kinds=KINDS,
        systems=SYSTEMS,
        most=FILE_AT_MOST,
        hours=current_app.extensions["settings"].LIST_HOURS,
        source_at_most=SOURCE_AT_MOST,
    )


def _one(
    job: ProviderImport,
    given: Mapping[str, Any] | None = None,
    wrong: Mapping[str, str] | None = None,
) -> str:
    shown = {} if job.deleted_at or job.state is not ListState.DONE else showing.kept(job.id)
    stands = {
        "source": job.source,
        "day": job.verified_on.isoformat(),
        "coordinates": job.coordinate_system or shown.get("system") or "",
        "mapping": shown.get("mapping", {}),
    }
    return render_template(
        "imports/one.html",
        job=job,
        shown=shown,
        given=given or stands,
        wrong=wrong or {},
        now=now(),
        kinds=KINDS,
        systems=SYSTEMS,
        fields=choosing.FIELDS,
        labels=choosing.SHOWN,
        at_work=job.state in AT_WORK and not job.deleted_at,
        source_at_most=SOURCE_AT_MOST,
    )


def _to(key: str) -> ResponseReturnValue:
    return redirect(address_of("imports.one", key=key), 303)


menu.add("imports.index", lazy_gettext("导入名单"), ROLE)
