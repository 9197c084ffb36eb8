"""Asks the database, the conversation engine and the action server whether they are well.

The two servers are asked at most every other second, however often anybody looks. Knows no endpoint of ours.
"""

from __future__ import annotations

import time
from threading import Lock

import httpx
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from web.config import Settings

REMEMBERED_SECONDS = 2.0
PATIENCE = httpx.Timeout(1.0, connect=0.5)
OK, DOWN = "ok", "down"


class Probes:
    def __init__(self, settings: Settings) -> None:
        # No proxy from the environment may stand between us and a neighbour on this machine.
        self._client = httpx.Client(timeout=PATIENCE, trust_env=False)
        self._addresses = {
            "bot": [
                httpx.URL(f"{each}/status", params=_token(settings)) for each in settings.rasa_urls
            ],
            "actions": [httpx.URL(f"{settings.ACTIONS_URL}/health", params=_token(settings))],
        }
        self._lock = Lock()
        self._known: dict[str, str] = {}
        self._known_until = 0.0

    def look(self, sessions: sessionmaker[Session]) -> dict[str, str]:
        found = {"database": _database(sessions), **self._neighbours()}
        if found["database"] == DOWN:
            status = DOWN
        else:
            status = "ready" if set(found.values()) == {OK} else "degraded"
        return {"status": status, **found}

    def _neighbours(self) -> dict[str, str]:
        with self._lock:
            if time.monotonic() >= self._known_until:
                self._known = {
                    name: OK if any(map(self._answers, copies)) else DOWN
                    for name, copies in self._addresses.items()
                }
                self._known_until = time.monotonic() + REMEMBERED_SECONDS
            return self._known

    def _answers(self, url: httpx.URL) -> bool:
        try:
            return self._client.get(url).status_code == 200
        except httpx.HTTPError:
            return False


def _token(settings: Settings) -> dict[str, str]:
    return {"token": settings.RASA_TOKEN} if settings.RASA_TOKEN else {}


def _database(sessions: sessionmaker[Session]) -> str:
    try:
        with sessions() as session:
            session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return DOWN
    return OK
