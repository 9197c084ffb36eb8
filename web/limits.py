"""Who asks too often; which limits hold where is said beside each view.

An address is a coarse key: a service hall or a mobile carrier is one address. So pages have no limit of their own.
It is counted as a hash only: where counts are kept, nobody can read who came.
"""

from __future__ import annotations

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from web.config import Settings
from web.hashing import hashed

PATIENCE = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5}  # seconds


def address() -> str:
    """Who asks, as a hash that only this installation can make."""
    return hashed(get_remote_address())


limiter = Limiter(address)


def init_app(app: Flask, settings: Settings) -> None:
    app.config.update(
        RATELIMIT_ENABLED=settings.RATELIMIT_ENABLED,
        RATELIMIT_STORAGE_URI=_storage(settings.REDIS_URL),
        RATELIMIT_STORAGE_OPTIONS=PATIENCE if settings.REDIS_URL else {},
        # While Redis is away each process counts for itself: nobody is turned away for that.
        RATELIMIT_IN_MEMORY_FALLBACK_ENABLED=bool(settings.REDIS_URL),
        RATELIMIT_HEADERS_ENABLED=True,
    )
    limiter.init_app(app)


def _storage(redis_url: str) -> str:
    """Where counts are kept; a socket of Redis has another name for the limits than for Redis itself."""
    return f"redis+{redis_url}" if redis_url.startswith("unix:") else redis_url or "memory://"
