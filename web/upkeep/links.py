"""Signed links that end: what a provider is sent to say something once. Stores nothing and knows no page."""

from __future__ import annotations

from typing import Any

from flask import current_app
from itsdangerous import BadData, SignatureExpired, URLSafeTimedSerializer

from models.checkup import new_key

DAYS = 30
A_DAY_SECONDS = 24 * 3600


class Ended(Exception):
    """A link of ours whose time is over."""


class NotOurs(Exception):
    """A link that we never made, or not all of it."""


def make(purpose: str, about: str) -> str:
    return str(_serializer(purpose).dumps([about, new_key()]))


def read(purpose: str, link: str) -> tuple[str, str]:
    """What it is about, and the key by which it is known to be used. Raises Ended or NotOurs."""
    try:
        said: Any = _serializer(purpose).loads(link, max_age=DAYS * A_DAY_SECONDS)
    except SignatureExpired:
        raise Ended from None
    except BadData:
        raise NotOurs from None
    about, key = said
    return about, key


def _serializer(purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.config["SECRET_KEY"]), salt=purpose)
