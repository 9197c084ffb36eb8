"""Brings what the search reads of each provider up to date after a migration that could not know how.

Knows no way of searching.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.provider import Provider

UNREAD = "?"  # what a migration writes where the hours still have to be put into words
AT_A_TIME = 1000


def refresh(session: Session) -> int:
    """How many rows had to be read anew."""
    count = 0
    unread = select(Provider).where(Provider.week == UNREAD).limit(AT_A_TIME)
    while rows := session.scalars(unread).all():
        for provider in rows:
            # Named, so that they are loaded and taken into account.
            _ = provider.services, provider.opening_hours, provider.opening_exceptions
            provider.refresh_search_text()
        session.flush()
        count += len(rows)
    return count
