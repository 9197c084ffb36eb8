"""Each request as one line and one figure: method, rule, status, time. Its path and query are not looked at."""

from __future__ import annotations

import time

from flask import Flask, Response, g, request

from web.observing import journal, metrics

QUIET = ("static", "health.healthz", "health.readyz", "observing.scrape")
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH")
NO_RULE = "(none)"


def init_app(app: Flask) -> None:
    app.before_request(_begin)
    app.after_request(_end)


def _begin() -> None:
    g.started = time.perf_counter()


def _end(response: Response) -> Response:
    spent = time.perf_counter() - g.get("started", time.perf_counter())
    rule = request.url_rule.rule if request.url_rule else NO_RULE
    method = request.method if request.method in METHODS else "other"
    metrics.REQUESTS.labels(method, rule, str(response.status_code)).observe(spent)
    if request.endpoint not in QUIET:
        journal.note(
            "request",
            method=method,
            route=rule,
            status=response.status_code,
            milliseconds=round(spent * 1000),
        )
    response.headers["X-Request-ID"] = journal.request_id()
    return response
