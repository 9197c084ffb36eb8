"""The site's one way of looking for providers: every page and every format asks here.

It adds what a search needs besides the question: the day, and what the pack says places are called.
"""

from __future__ import annotations

from datetime import datetime

from knowledge.naming import meant
from models import Provider
from models.criteria import Criteria
from models.finding import Page
from web.clock import today
from web.db import session
from web.pack import pack


def look(
    criteria: Criteria, limit: int, cursor: str | None = None, counted: datetime | None = None
) -> Page:
    """Raises BadSearch where the question has no answer."""
    asked: Criteria = {**criteria, "today": today(), "aliases": meant(pack().places)}
    return Provider.page(session(), limit=limit, cursor=cursor, counted=counted, **asked)
