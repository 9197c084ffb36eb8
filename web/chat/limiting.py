"""How often one conversation, or one address, may speak. Addresses and keys are counted as hashes only.

A service hall or a mobile carrier is one address, so the limit of an address is wide.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import request, session
from werkzeug.exceptions import HTTPException

from web.chat.keeping import KEY
from web.hashing import hashed
from web.limits import address, limiter

F = TypeVar("F", bound=Callable[..., Any])
A_CONVERSATION, AN_ADDRESS = "60 per minute", "600 per minute"
SESSION_KEY = "conversation"


def limited(view: F) -> F:
    """Both limits, shared by all views that take a turn."""
    by_address = limiter.shared_limit(AN_ADDRESS, "chat-address", key_func=address)
    by_conversation = limiter.shared_limit(
        A_CONVERSATION,
        "chat-conversation",
        key_func=_conversation,
        exempt_when=lambda: not _named(),
    )
    return cast(F, by_address(by_conversation(view)))


def _conversation() -> str:
    return hashed(_named())


def _named() -> str:
    """The conversation that this turn belongs to; empty for the first turn and for what is no key."""
    named = (request.view_args or {}).get("conversation_id")
    if named is None:
        named = _in_body() if request.is_json else session.get(SESSION_KEY)
    return named if isinstance(named, str) and KEY.fullmatch(named) else ""


def _in_body() -> Any:
    try:
        body = request.get_json()
    except (RecursionError, HTTPException):
        return None  # the view refuses it in its own words
    return body.get("conversation_id") if isinstance(body, dict) else None
