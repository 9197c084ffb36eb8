"""Which language a page is in: Chinese is the language of the msgids, others need a compiled catalogue.

Knows nothing of the pages. Whatever `knowledge` composes during a request is said in the same language.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import flask_babel
from babel import Locale
from babel.dates import format_skeleton
from flask import Flask, current_app, request
from flask_babel import Babel, LazyString, get_locale, lazy_gettext
from markupsafe import Markup

from knowledge.saying import clauses, is_ours, joined, speak, speaking
from web.config import Settings

__all__ = ["LazyString", "_", "gettext", "init_app", "language", "lazy_gettext"]
CATALOGUES = Path(__file__).parent / "translations"
OURS, TRADITIONAL = "zh_Hans", "zh_Hant"
LANGUAGE_COOKIE = "lang"


def init_app(app: Flask, settings: Settings) -> None:
    # Without its catalogue a language would be announced in `lang` and then not spoken.
    # Traditional characters need none: what was said in simplified ones is converted (`web.traditional`).
    spoken = (OURS, TRADITIONAL)
    ready = [code for code in settings.LOCALES if code in spoken or _compiled(code)]
    app.config["LANGUAGES"] = {code.replace("_", "-"): code for code in ready}
    Babel(
        app,
        default_locale=OURS,
        default_timezone="Asia/Shanghai",
        locale_selector=_negotiated,
        default_translation_directories=str(CATALOGUES),
    )
    app.before_request(lambda: speak(code()))
    # The next request of this thread may be a command or a test that names no language.
    app.teardown_request(lambda _: speak(OURS))
    app.jinja_env.filters.update(joined=joined, clauses=clauses, skeleton=dated)
    app.jinja_env.globals.update(language=language, in_chinese=in_chinese)


def gettext(text: str, **values: object) -> str:
    """A msgid in the language of the request; typed, and the one that other modules import."""
    return str(flask_babel.gettext(text, **values))


_ = gettext


def code() -> str:
    """The language of the request as a catalogue's folder is named: `en`."""
    return str(get_locale() or OURS)


def language() -> str:
    """The page's language as HTML writes it."""
    return code().replace("_", "-")


@contextmanager
def in_language(tag: str | None) -> Iterator[None]:
    """Whatever is said meanwhile, in the language `tag`, where we speak it: `en`."""
    named = current_app.config["LANGUAGES"].get(tag or "") or code()
    with flask_babel.force_locale(named), speaking(named):
        yield


def in_chinese() -> Markup:
    """The attribute for an element that holds a Chinese text of the pack on a page in another language."""
    return Markup("") if is_ours(code()) else Markup('lang="zh-Hans"')


def dated(day: date, skeleton: str) -> str:
    """A day by the parts that are wanted, in the order of the language: `yMMMM` is 2026年11月, November 2026."""
    return str(format_skeleton(skeleton, day, locale=get_locale()))


def _compiled(code: str) -> bool:
    return (CATALOGUES / code / "LC_MESSAGES" / "messages.mo").exists()


def _negotiated() -> str:
    offered: dict[str, str] = current_app.config["LANGUAGES"]
    asked = request.args.get("lang", "")
    kept = request.cookies.get(LANGUAGE_COOKIE, "")
    for chosen in (asked, kept):
        if chosen in offered:
            return offered[chosen]
    for wanted in request.accept_languages.values():
        if wanted.lower().startswith("zh"):
            return _chinese(wanted, offered)
        match = next((code for tag, code in offered.items() if _same(tag, wanted)), None)
        if match:
            return match
    return OURS


def _chinese(wanted: str, offered: dict[str, str]) -> str:
    traditional = any(part in wanted.lower() for part in ("hant", "tw", "hk", "mo"))
    return offered.get("zh-Hant", OURS) if traditional else OURS


def _same(tag: str, wanted: str) -> bool:
    return Locale.parse(tag, sep="-").language == wanted.lower().split("-")[0]
