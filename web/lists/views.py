"""Hand in a list with its purpose and legal basis, see how far it is, fetch the result once, delete it.

Only for editors, and a result only for whoever handed the list in. What was done stays as a record; no person does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from apiflask import APIBlueprint
from flask import Response, abort, current_app, make_response, redirect, render_template, request
from flask import url_for as address_of
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import RequestEntityTooLarge

from knowledge.errors import FactError
from knowledge.reading import mask
from models import ListState, PeopleScreening, audit
from models.checkup import new_key
from web import security, uploads
from web.api.questions import options_of
from web.clock import now, today
from web.db import session
from web.eligibility.answering import parse
from web.fragments import asked_for_part, unless_known
from web.i18n import gettext, language, lazy_gettext
from web.lists import files
from web.lists.files import LISTS
from web.pack import pack
from web.security import MEBIBYTE
from web.staff import menu
from web.staff.access import passive, requires, the_staff

ROLE = "editor"
FILE_AT_MOST = 64 * MEBIBYTE
PURPOSE_AT_MOST, BASIS_AT_MOST = 200, 300
COMMON = ("applicant", "local_hukou", "district")
WAITING_AT_MOST, SHOWN = 10, 30
NEVER_KEPT = {"id", "card", "secret"}
bp = APIBlueprint("lists", __name__, url_prefix="/counter/lists", enable_openapi=False)


@bp.get("")
@requires(ROLE)
def index() -> str:
    LISTS.purge(session())
    LISTS.see_to_it(session())
    return _page()


@bp.get("/news")
@requires(ROLE)
@passive
def news() -> ResponseReturnValue:
    """How far each list is, or 304 while none has moved."""
    if not asked_for_part():
        return _to_index()
    LISTS.see_to_it(session())  # what was cut off goes on while somebody looks
    jobs = _jobs()
    mark = repr([(j.id, j.state, j.done, j.deleted_at, j.interrupted(now())) for j in jobs])
    part = {"jobs": jobs, "me": the_staff().name, "now": now()}
    return unless_known(f"{mark}{language()}", lambda: render_template("lists/jobs.html", **part))


@bp.post("")
@requires(ROLE)
def hand_in() -> ResponseReturnValue:
    """Hold on to it; somebody will work on it."""
    try:
        security.read_form(FILE_AT_MOST)
        given = {name: request.form.get(name, "").strip() for name in ("purpose", "basis", *COMMON)}
        upload = request.files.get("file")
    except RequestEntityTooLarge:
        wrong = {"file": gettext("文件太大，最多 64 MB；请分成几份，或只留要用的列")}
        return make_response(_page(wrong=wrong), 413)
    wrong, common = _faults(given, upload)
    if wrong or upload is None:
        return make_response(_page(_harmless(given), wrong), 422)
    _keep(given, common, upload)
    LISTS.see_to_it(session())
    return _to_index()


security.csrf.exempt(hand_in)


@bp.post("/<key>/result")
@requires(ROLE)
def fetch(key: str) -> Response:
    """The result as a file; once all of it was sent, it is deleted."""
    job = _mine(key)
    path = files.result_of(key)
    if job.state is not ListState.DONE or job.deleted_at or not path.exists():
        abort(404)
    _note("list.fetched", key)
    session().commit()
    answer = Response(_sent(current_app._get_current_object(), key, path), mimetype="text/csv")  # type: ignore[attr-defined]
    answer.headers["Content-Disposition"] = f"attachment; filename=screened-{job.day}.csv"
    answer.content_length = path.stat().st_size
    return answer


@bp.post("/<key>/delete")
@requires(ROLE)
def delete(key: str) -> ResponseReturnValue:
    job = _mine(key)
    if job.deleted_at is None:
        _note("list.deleted", key)
        LISTS.forget(session(), job)
    return _to_index()


def _sent(app: Any, key: str, path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while part := file.read(files.PART):
            yield part
    with app.app_context():
        job = session().get(PeopleScreening, key)
        if job is not None and job.deleted_at is None:
            LISTS.forget(session(), job)


def _mine(key: str) -> PeopleScreening:
    """One's own list; for anybody else there is none."""
    job = session().get(PeopleScreening, key, populate_existing=True)
    if job is None or job.staff != the_staff().name:
        abort(404)
    return job


def _keep(given: Mapping[str, str], common: dict[str, Any], upload: FileStorage) -> None:
    key, at = new_key(), now()
    hours = current_app.extensions["settings"].LIST_HOURS
    files.keep(key, upload.stream, uploads.ending(upload))
    session().add(
        PeopleScreening(
            id=key,
            staff=the_staff().name,
            purpose=given["purpose"],
            basis=given["basis"],
            common=common,
            day=today(),
            handed_in_at=at,
            delete_at=at + timedelta(hours=hours),
        )
    )
    _note("list.handed_in", key, purpose=given["purpose"], basis=given["basis"])
    session().commit()


def _faults(
    given: Mapping[str, str], upload: FileStorage | None
) -> tuple[dict[str, str], dict[str, Any]]:
    """What is wrong, by field, and what holds for everybody on the list."""
    wrong, common = {}, {}
    for name, most, says in (
        ("purpose", PURPOSE_AT_MOST, gettext("用来做什么：写清楚找谁、为了哪一项，最多 200 个字")),
        ("basis", BASIS_AT_MOST, gettext("依据：写哪份文件、哪个部门哪天同意的，最多 300 个字")),
    ):
        if not 4 <= len(given[name]) <= most:
            wrong[name] = says
        elif NEVER_KEPT & set(mask(given[name]).found):
            wrong[name] = gettext("这里像是有证件号或卡号，这里不收，已经遮掉")
    for name in COMMON:
        try:
            if given[name]:
                common[name] = parse(pack(), pack().facts[name], [given[name]], today())
        except FactError as fault:
            wrong[name] = fault.says
    fault_of_file = uploads.fault(upload) or _too_many(session())
    return ({**wrong, "file": fault_of_file} if fault_of_file else wrong), common


def _too_many(opened: Session) -> str:
    waiting = opened.scalars(PeopleScreening.waiting(now()).limit(WAITING_AT_MOST)).all()
    if len(waiting) < WAITING_AT_MOST:
        return ""
    return gettext("前面还有 %(count)s 份在等，等它们算完再交", count=len(waiting))


def _harmless(given: Mapping[str, str]) -> dict[str, str]:
    return {n: mask(t).text if NEVER_KEPT & set(mask(t).found) else t for n, t in given.items()}


def _jobs() -> list[PeopleScreening]:
    return list(session().scalars(PeopleScreening.listed().limit(SHOWN)))


def _page(given: Mapping[str, str] | None = None, wrong: Mapping[str, str] | None = None) -> str:
    return render_template(
        "lists/index.html",
        given=given or {"applicant": "resident"},
        wrong=wrong or {},
        jobs=_jobs(),
        me=the_staff().name,
        now=now(),
        specs=[pack().facts[name] for name in COMMON],
        facts=[spec for spec in pack().facts.values() if spec.id not in COMMON],
        options_of=options_of,
        most=FILE_AT_MOST,
        hours=current_app.extensions["settings"].LIST_HOURS,
        lengths={"purpose": PURPOSE_AT_MOST, "basis": BASIS_AT_MOST},
    )


def _note(action: str, key: str, **after: str) -> None:
    audit.record(
        session(),
        staff_id=the_staff().id,
        action=action,
        target=key,
        before=None,
        after=after or None,
        at=now(),
    )


def _to_index() -> ResponseReturnValue:
    return redirect(address_of("lists.index"), 303)


menu.add("lists.index", lazy_gettext("政策找人"), ROLE)
