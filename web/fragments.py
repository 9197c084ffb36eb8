"""The part of a page that a script asks for again and again: whole, or nothing where it is known already.

Short questions with a mark instead of a held-open stream: a worker has few threads, and an unchanged answer costs
one small query. Knows no page.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from flask import Response, make_response, request

HEADER = "X-Fragment"


def asked_for_part() -> bool:
    """Whether our script asks; anybody else who opens the address wants the page."""
    return HEADER in request.headers


def unless_known(state: str, html: Callable[[], str]) -> Response:
    """The part under a mark made of `state`; 304 where whoever asks has that mark."""
    mark = sha256(state.encode()).hexdigest()[:32]
    known = mark in request.if_none_match
    answer = make_response("", 304) if known else make_response(html())
    answer.set_etag(mark)
    return answer
