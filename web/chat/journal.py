"""One line of JSON a turn for whoever runs this: when, how it ended, how long it took. Never what was said."""

from __future__ import annotations

import logging
import re
import sys
from uuid import uuid4

import structlog
from flask import g, request

# httpx logs whole addresses, and the address of Rasa carries its token.
logging.getLogger("httpx").setLevel(logging.WARNING)
GIVEN = re.compile(r"[A-Za-z0-9._-]{1,64}", re.ASCII)
PROCESSORS: list[structlog.typing.Processor] = [
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.JSONRenderer(ensure_ascii=False),
]


def request_id() -> str:
    """The one that a proxy in front gave this request, or a new one."""
    if "request_id" not in g:
        given = request.headers.get("X-Request-ID", "")
        g.request_id = given if GIVEN.fullmatch(given) else uuid4().hex
    return str(g.request_id)


def note(event: str, **figures: str | int | bool) -> None:
    line = structlog.wrap_logger(structlog.PrintLogger(sys.stdout), processors=PROCESSORS)
    line.info(event, request=request_id(), **figures)
