"""The figures at /metrics, to this machine or to whoever has the token. Nobody else learns that they are there."""

from __future__ import annotations

import hmac
from ipaddress import ip_address

from apiflask import APIBlueprint
from flask import Response, abort, current_app, request
from prometheus_client import CONTENT_TYPE_LATEST

from web.config import Settings
from web.observing.scraping import scrape as scraped

FORWARDED = ("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via")
bp = APIBlueprint("observing", __name__, enable_openapi=False)


@bp.get("/metrics")
def scrape() -> Response:
    if not (_has_token() or _is_here()):
        abort(404)
    return Response(scraped(), headers={"Content-Type": CONTENT_TYPE_LATEST})


def _has_token() -> bool:
    settings: Settings = current_app.extensions["settings"]
    kind, _, given = request.headers.get("Authorization", "").partition(" ")
    wanted = settings.METRICS_TOKEN.encode()
    return bool(wanted) and kind == "Bearer" and hmac.compare_digest(given.encode(), wanted)


def _is_here() -> bool:
    """Asked from this machine itself, not through a proxy that happens to stand on it."""
    here = ip_address(request.remote_addr or "0.0.0.0").is_loopback  # noqa: S104 - an address to compare with
    return here and not any(name in request.headers for name in FORWARDED)
