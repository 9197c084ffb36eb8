"""How a person likes to see pages: 长辈版 or not, kept in a cookie that says nothing else.

Also hands the frame of every page what it shows. Knows no subject's pages.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from apiflask import APIBlueprint
from flask import Flask, Response, current_app, redirect, request
from werkzeug.wrappers import Response as Redirect

from web.config import Settings
from web.pack import pack

COOKIE, ELDER = "display", "elder"
ONE_YEAR_SECONDS = 365 * 24 * 3600
bp = APIBlueprint("display", __name__, enable_openapi=False)


def init_app(app: Flask, settings: Settings) -> None:
    app.extensions["settings"] = settings
    app.context_processor(_frame)
    app.after_request(_vary)


@bp.get("/display/<any(elder, standard):mode>")
def choose(mode: str) -> Redirect:
    """A link, so that it works anywhere without scripts; it changes nothing but the reader's own view."""
    answer = redirect(local(request.args.get("back", "/")), 303)
    secure = current_app.extensions["settings"].HTTPS
    answer.set_cookie(
        COOKIE, mode, max_age=ONE_YEAR_SECONDS, httponly=True, samesite="Lax", secure=secure
    )
    return answer


def local(address: str) -> str:
    """The address if it stays on this site; browsers read a backslash as a slash."""
    parts = urlsplit(address)
    stays = not parts.scheme and not parts.netloc and address.startswith("/")
    clean = "\\" not in address and not address.startswith("//") and address.isprintable()
    return address if stays and clean else "/"


def _frame() -> dict[str, Any]:
    query = f"?{request.query_string.decode('latin-1')}" if request.query_string else ""
    return {
        "elder": request.cookies.get(COOKIE) == ELDER,
        "back": request.path + query if request.method == "GET" else "/",
        "document": pack().document,
        "site": current_app.extensions["settings"],
    }


def _vary(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.vary.update(["Cookie", "Accept-Language"])
    return response
