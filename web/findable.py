"""What search engines and those who share a link are told: where a page lives, what it is, what to leave alone.

Results, conversations, samples and staff pages are never offered to them. Knows no page's content.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from apiflask import APIBlueprint
from flask import Flask, Response, current_app, render_template, request, url_for
from markupsafe import Markup

from models import Provider
from web.db import session
from web.i18n import language
from web.pack import pack

# Choices in a query that make a page of its own; all others narrow or sort the same page.
CHINESE = "zh-Hans"  # the language of an address that names none
OWN_PAGES = {"directory.index": ("kind",)}
HIDDEN = (
    "/display", "/chat", "/check/", "/search", "/counter", "/staff", "/offline", "/kept/", "/correct/", "/report/", "/review", "/reply/",
    "/providers/compare", "/providers/saved",
)  # fmt: skip
PAGES = (
    "home.index",
    "home.about",
    "home.accessibility",
    "home.privacy",
    "glossary.words",
    "policies.index",
    "policies.benefits",
    "policies.guides",
    "policies.figures",
    "eligibility.start",
    "tariffs.show",
    "upkeep.validate",
    "numbers.index",
    "stats.public",
)
MOST_ADDRESSES = 50_000  # the sitemap protocol's limit for one file
bp = APIBlueprint("findable", __name__, enable_openapi=False)


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(
        canonical=canonical,
        alternates=alternates,
        public_address=public_address,
        json_ld=json_ld,
        about_site=about_site,
    )


def public_address(path: str) -> str:
    """A path of this site as the outside world writes it."""
    base: str = current_app.extensions["settings"].PUBLIC_URL or request.host_url
    return base.rstrip("/") + path


def canonical() -> str:
    """The one address of this page in its language, without what only narrows it."""
    return _in_language(language())


def alternates() -> list[tuple[str, str]]:
    """Each language that this page is in, with its address; without a choice none."""
    spoken = current_app.config["LANGUAGES"]
    if len(spoken) < 2:
        return []
    return [*((tag, _in_language(tag)) for tag in spoken), ("x-default", _in_language(CHINESE))]


def _in_language(tag: str) -> str:
    own = OWN_PAGES.get(request.endpoint or "", ())
    kept = {name: request.args[name] for name in own if name in request.args}
    if tag != CHINESE:
        kept["lang"] = tag
    return public_address(request.path + (f"?{urlencode(kept)}" if kept else ""))


def json_ld(data: dict[str, Any]) -> Markup:
    """Structured data for a script element: no `</script>` in any value can end it."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    for sign, escaped in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(sign, escaped)
    return Markup(text)  # noqa: S704 - escaped above, as data and not as markup


def about_site() -> dict[str, Any]:
    """The site and its search box, for the first page."""
    target = public_address(url_for("home.find")) + "?q={query}"
    return {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": "连云港一老一小",
        "inLanguage": "zh-Hans",
        "potentialAction": {
            "@type": "SearchAction",
            "target": target,
            "query-input": "required name=query",
        },
        "url": public_address("/"),
    }


@bp.get("/robots.txt")
def robots() -> Response:
    rules = "".join(f"Disallow: {path}\n" for path in HIDDEN)
    text = f"User-agent: *\n{rules}Sitemap: {public_address(url_for('findable.sitemap'))}\n"
    return Response(text, mimetype="text/plain")


@bp.get("/sitemap.xml")
def sitemap() -> Response:
    addresses = [public_address(path) for path in _paths()][:MOST_ADDRESSES]
    text = render_template("findable/sitemap.xml", addresses=addresses)
    return Response(text, mimetype="application/xml")


def _paths() -> Iterator[str]:
    yield from (url_for(endpoint) for endpoint in PAGES)
    listed = Provider.listed(session())
    # A list of samples is no place to send anybody.
    yield from (url_for("directory.index", kind=kind) for kind in sorted({k for _, k in listed}))
    for entry in pack().entries():
        yield url_for(f"policies.{entry.kind}", entry_id=entry.id)
    for provider_id, _ in listed:
        yield url_for("directory.show", provider_id=provider_id)
