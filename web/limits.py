"""Who asks too often; which limits hold where is said beside each view.

An address is a coarse key: a service hall or a mobile carrier is one address. So pages have no limit of their own.
"""

from __future__ import annotations

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from web.config import Settings

limiter = Limiter(get_remote_address)


def init_app(app: Flask, settings: Settings) -> None:
    app.config.update(
        RATELIMIT_ENABLED=settings.RATELIMIT_ENABLED,
        RATELIMIT_STORAGE_URI=settings.REDIS_URL or "memory://",
        RATELIMIT_HEADERS_ENABLED=True,
    )
    limiter.init_app(app)
