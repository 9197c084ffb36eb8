"""The blueprint of the staff's own pages. Knows no page."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint
from flask import redirect, url_for
from werkzeug.wrappers import Response as Redirect

bp = APIBlueprint("staff", __name__, url_prefix="/staff", enable_openapi=False)


def to(name: str, **values: Any) -> Redirect:
    return redirect(url_for(f"staff.{name}", **values), 303)
