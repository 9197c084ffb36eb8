"""How a person likes to see pages, kept in cookies that say nothing else; knows no subject's pages.

Also hands the frame of every page what it shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from apiflask import APIBlueprint
from flask import Flask, Response, current_app, redirect, render_template, request
from werkzeug.wrappers import Response as Redirect

from knowledge.reading import mask
from web.config import Settings
from web.i18n import LANGUAGE_COOKIE, language
from web.pack import pack

COOKIE, ELDER = "display", "elder"
SIZES = (0, 1, 2, 3)  # of letters: what each means in pixels is written in tokens.css
THEMES = ("auto", "light", "dark", "contrast")
# Each choice is a cookie of the same name; what it may hold, the plain one first.
CHOICES = {COOKIE: ("standard", ELDER), "size": tuple(map(str, SIZES)), "theme": THEMES}
ONE_YEAR_SECONDS = 365 * 24 * 3600
bp = APIBlueprint("display", __name__, enable_openapi=False)


@dataclass(frozen=True)
class View:
    """What the reader chose; a cookie that holds anything else counts as not given."""

    display: str
    size: int
    theme: str

    @property
    def elder(self) -> bool:
        return self.display == ELDER

    @property
    def classes(self) -> str:
        """The classes of the root element: none where nothing was chosen."""
        chosen = [
            (ELDER, self.elder),
            (f"size-{self.size}", self.size > 0),
            (self.theme, self.theme != "auto"),
        ]
        return " ".join(name for name, is_so in chosen if is_so)


def init_app(app: Flask, settings: Settings) -> None:
    app.extensions["settings"] = settings
    app.context_processor(_frame)
    app.after_request(_stay)
    app.after_request(_vary)


def view() -> View:
    given = {name: _known(name, request.cookies.get(name, "")) for name in CHOICES}
    return View(given[COOKIE], int(given["size"]), given["theme"])


@bp.get("/display")
def settings() -> str:
    """All choices on one page, each a plain link."""
    return render_template("display/settings.html", languages=current_app.config["LANGUAGES"])


@bp.get("/display/leave")
def leave() -> Redirect:
    return redirect(local(request.args.get("back", "/")), 303)


@bp.get("/display/<any(elder, standard):mode>")
def choose(mode: str) -> Redirect:
    """A link, so that it works anywhere without scripts; it changes nothing but the reader's own view."""
    return _kept(COOKIE, mode)


@bp.get("/display/size/<int(max=3):size>")
def resize(size: int) -> Redirect:
    return _kept("size", str(size))


@bp.get("/display/theme/<any(auto, light, dark, contrast):theme>")
def colour(theme: str) -> Redirect:
    return _kept("theme", theme)


@bp.get("/display/language/<code>")
def speak(code: str) -> Redirect:
    known = code in current_app.config["LANGUAGES"]
    return _kept(LANGUAGE_COOKIE, code if known else language())


def _kept(name: str, value: str) -> Redirect:
    answer = redirect(local(request.args.get("back", "/")), 303)
    _keep(answer, name, value)
    return answer


def _keep(answer: Redirect, name: str, value: str) -> None:
    secure = current_app.extensions["settings"].HTTPS
    answer.set_cookie(
        name, value, max_age=ONE_YEAR_SECONDS, httponly=True, samesite="Lax", secure=secure
    )


def _known(name: str, value: str) -> str:
    return value if value in CHOICES[name] else CHOICES[name][0]


def local(address: str) -> str:
    """The address if it stays on this site; browsers read a backslash as a slash."""
    parts = urlsplit(address)
    stays = not parts.scheme and not parts.netloc and address.startswith("/")
    clean = "\\" not in address and not address.startswith("//") and address.isprintable()
    return address if stays and clean else "/"


def _frame() -> dict[str, Any]:
    seen = view()
    return {
        "view": seen,
        "elder": seen.elder,
        "back": _here() if request.method == "GET" else "/",
        "document": pack().document,
        "site": current_app.extensions["settings"],
    }


def _here() -> str:
    """This page's address without its language, which is kept otherwise and may be about to change."""
    # Masked, for the address of a search may hold a number that no page repeats.
    asked = [(k, mask(v).text) for k, v in request.args.items(multi=True) if k != "lang"]
    return request.path + (f"?{urlencode(asked)}" if asked else "")


def _stay(response: Response) -> Response:
    """Whoever came by an address that names a language reads the next page in it too."""
    asked = request.args.get("lang", "")
    spoken = asked in current_app.config["LANGUAGES"]
    if (
        spoken
        and response.mimetype == "text/html"
        and request.cookies.get(LANGUAGE_COOKIE) != asked
    ):
        _keep(response, LANGUAGE_COOKIE, asked)
    return response


def _vary(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.vary.update(["Cookie", "Accept-Language"])
    return response
