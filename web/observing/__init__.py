"""What whoever runs this can see of it: a line a request, figures for Prometheus, a page for staff.

Never what anybody said, asked, typed or clicked on: routes are named by their rule, conversations by a hash.
"""

from __future__ import annotations

from flask import Flask

from web.config import Settings
from web.observing import requests, scraping, views

BLUEPRINTS = (views.bp,)

__all__ = ["BLUEPRINTS", "init_app"]


def init_app(app: Flask, settings: Settings) -> None:
    requests.init_app(app)
    scraping.init_app(app, settings)
