"""What a phone keeps for the time without a network: the site as an app, its service worker, one page of everything.

The worker is a template because what it keeps, and the name of the version, are known only here.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from apiflask import APIBlueprint
from flask import Response, jsonify, render_template, url_for

from web.i18n import gettext
from web.navigation import doors
from web.pack import pack

KEPT = (
    *(f"css/{name}.css" for name in ("tokens", "base", "frame", "parts", "forms", "lists")),
    "css/eligibility.css",
    "js/site.js",
    "js/keep.js",
    "img/mark.svg",
)
ICONS = (("img/mark-192.png", "192x192"), ("img/mark-512.png", "512x512"))
ONE_DAY_SECONDS = 24 * 3600
bp = APIBlueprint("offline", __name__, enable_openapi=False)


@bp.get("/offline")
def page() -> str:
    """Numbers to call and every benefit and policy in a sentence: read when there is no network."""
    return render_template("offline/page.html", held=pack())


@bp.get("/sw.js")
def worker() -> Response:
    """The service worker; its text changes with what it keeps, which is how a browser learns of it."""
    kept = [url_for("offline.page"), *(url_for("static", filename=name) for name in KEPT)]
    version = sha256("\n".join([*kept, pack().version]).encode()).hexdigest()[:12]
    text = render_template("offline/sw.js", kept=kept, version=version)
    answer = Response(text, mimetype="text/javascript")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@bp.get("/manifest.webmanifest")
def manifest() -> Response:
    icons = [
        {"src": url_for("static", filename=name), "sizes": size, "type": "image/png"}
        for name, size in ICONS
    ]
    described: dict[str, Any] = {
        "id": "/",
        "name": gettext("连云港一老一小"),
        "short_name": gettext("一老一小"),
        "description": gettext("连云港养老和托育：找机构、查政策、看能领什么。"),
        "lang": "zh-Hans",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#faf6ef",
        "theme_color": "#0b4f57",
        "icons": [*icons, {**icons[-1], "purpose": "maskable"}],
        "shortcuts": [
            {"name": door.label, "url": door.address} for door in doors() if door.name != "policies"
        ],
    }
    answer = jsonify(described)
    answer.mimetype = "application/manifest+json"
    answer.headers["Cache-Control"] = f"max-age={ONE_DAY_SECONDS}"
    return answer
