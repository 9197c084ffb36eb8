"""One line of JSON an event for whoever runs this: when, what, how long. Never what was said.

Fields are numbers, our own words, or hashes; nothing that came with a request is written as it came.
"""

from __future__ import annotations

import re
import sys
from uuid import uuid4

import structlog
from flask import current_app, g, has_request_context, request

from ops.logs import LAST, STAMP
from web.hashing import hashed

GIVEN = re.compile(r"[A-Fa-f0-9-]{16,64}", re.ASCII)
CONVERSATION_DIGITS = 12


def request_id() -> str:
    """The one that a proxy of ours gave this request, or a new one. Nobody else may write into our log."""
    if "request_id" not in g:
        trusted = current_app.extensions["settings"].TRUSTED_PROXIES
        given = request.headers.get("X-Request-ID", "") if trusted else ""
        g.request_id = given if GIVEN.fullmatch(given) else uuid4().hex
    return str(g.request_id)


def about(conversation_id: str) -> None:
    """Name the conversation that this request belongs to in all its lines, by a hash nobody can turn round."""
    if conversation_id:
        g.conversation = hashed(conversation_id)[:CONVERSATION_DIGITS]


def note(event: str, **figures: str | int | bool) -> None:
    if has_request_context():
        figures = {"request": request_id(), **figures}
        if "conversation" in g:
            figures["conversation"] = g.conversation
    line = structlog.wrap_logger(structlog.PrintLogger(sys.stdout), processors=[*STAMP, LAST])
    line.info(event, **figures)
