"""Whether the directory is the one a caller has already: ETag and Last-Modified, asked before anything is read.

Knows no format. The tag is made of the directory's own count of changes, so it changes with every write.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container
from typing import Any

from apiflask import APIBlueprint
from flask import Response, g, request

from models.finding import changes
from web.clock import now
from web.db import session
from web.i18n import language

KEPT_SECONDS = 60


def watch(blueprint: APIBlueprint, endpoints: Container[str] | None = None) -> None:
    """From now on these views answer 304 while nothing changed; None means all of the blueprint."""

    def concerned() -> bool:
        name = (request.endpoint or "").rpartition(".")[2]
        return request.method in ("GET", "HEAD") and (endpoints is None or name in endpoints)

    def unchanged() -> Response | None:
        if not concerned():
            return None
        g.validators = _validators()
        answer = _marked(Response(status=200))
        answer.make_conditional(request)
        return answer if answer.status_code == 304 else None

    def mark(response: Response) -> Response:
        good = response.status_code == 200 and "validators" in g
        return _marked(response) if good else response

    blueprint.before_request(unchanged)
    blueprint.after_request(mark)


def _validators() -> tuple[str, Any]:
    version = changes.version(session())
    # What is open changes by the minute and what is how many days old by the day.
    moment = f"{now():%Y-%m-%d %H:%M}" if "open_now" in request.args else f"{now():%Y-%m-%d}"
    seen = "\n".join((str(version), moment, language(), request.full_path))
    tag = hashlib.sha256(seen.encode("utf-8", "backslashreplace")).hexdigest()[:32]
    return tag, changes.changed_at(session())


def _marked(response: Response) -> Response:
    tag, changed = g.validators
    response.set_etag(tag)
    response.last_modified = changed
    response.cache_control.max_age = KEPT_SECONDS
    response.cache_control.public = True
    response.vary.add("Accept-Language")
    return response
