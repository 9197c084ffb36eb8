"""A short list without an account: ids in a signed cookie of its own, and nothing about who keeps it.

The cookie is written only when somebody saves; reading any page leaves none. The form that saves needs a token,
and a token needs the session's cookie: so the first time a link leads here, where the form is.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import Flask, abort, current_app, redirect, render_template, request, url_for
from flask import session as cookie
from flask.sansio.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

from web.directory.comparing import AT_MOST, named
from web.directory.door import bp
from web.display import local

COOKIE = "saved"
KEPT_AT_MOST = 20
HALF_A_YEAR_SECONDS = 180 * 24 * 3600


@bp.record_once
def _hand_to_templates(state: BlueprintSetupState) -> None:
    state.app.jinja_env.globals.update(saved_ids=ids, can_save_at_once=can_save_at_once)


@bp.get("/saved")
def saved() -> ResponseReturnValue:
    return _page()


@bp.post("/saved")
def change() -> ResponseReturnValue:
    """`add` or `remove` one; back to the page it was done on."""
    kept = ids()
    removed, added = request.form.get("remove", ""), request.form.get("add", "")
    new = [str(each.id) for each in named([added])] if added else []
    if added and not new:
        abort(404)
    if len({*kept, *new}) > KEPT_AT_MOST:
        return _page(full=True), 422
    wanted = [each for each in dict.fromkeys([*kept, *new]) if each != removed]
    back = local(request.form.get("back", ""))
    return _write(redirect(back if back != "/" else url_for("directory.saved"), 303), wanted)


@bp.post("/saved/clear")
def clear() -> ResponseReturnValue:
    return _write(redirect(url_for("directory.saved"), 303), [])


def _page(full: bool = False) -> str:
    kept = ids()
    found = named(kept)
    asked = named([request.args.get("add", "")])
    return render_template(
        "directory/saved.html",
        found=found,
        gone=len(kept) - len(found),
        asked=next((each for each in asked if str(each.id) not in kept), None),
        full=full,
        most=KEPT_AT_MOST,
        at_most=AT_MOST,
    )


def ids() -> list[str]:
    """The ids that are kept, in the order they were saved; a cookie that is not ours holds none."""
    try:
        kept = _signer(current_app).loads(request.cookies.get(COOKIE, ""))
        return [str(UUID(each)) for each in kept][:KEPT_AT_MOST]
    except (BadSignature, TypeError, ValueError, AttributeError):
        return []


def can_save_at_once() -> bool:
    """Whether a form here would have a token without a new cookie."""
    return "csrf_token" in cookie


def _write(answer: Response, wanted: Sequence[str]) -> Response:
    if not wanted:
        answer.delete_cookie(COOKIE, httponly=True, samesite="Lax")
        return answer
    answer.set_cookie(
        COOKIE,
        str(_signer(current_app).dumps([UUID(each).hex for each in wanted])),
        max_age=HALF_A_YEAR_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=current_app.extensions["settings"].HTTPS,
    )
    return answer


def _signer(app: Flask) -> URLSafeSerializer:
    return URLSafeSerializer(app.secret_key or "", salt="saved-providers")
