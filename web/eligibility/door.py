"""The blueprint all pages of a check hang on, and what they share: no cache keeps any of them."""

from __future__ import annotations

from typing import Any, NoReturn

from apiflask import APIBlueprint
from flask import Response, redirect, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as Redirect

from web.eligibility import keeping
from web.eligibility.case import Case

bp = APIBlueprint(
    "eligibility", __name__, url_prefix="/check", enable_openapi=False, cli_group="checkups"
)


@bp.after_request
def _keep_private(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


def to(name: str, **values: Any) -> Redirect:
    return redirect(url_for(f"eligibility.{name}", **values), 303)


def the_case() -> Case:
    """The visitor's case; without one they are led to the start, where it says why."""
    return keeping.current() or _begin_anew()


def _begin_anew() -> NoReturn:
    raise HTTPException(response=to("start", lost="1"))
