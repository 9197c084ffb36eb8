"""Speaks to Rasa over loopback HTTP and never waits long: a hung Rasa must not block a page.

Knows nothing of what is said; hands back the JSON as it came.
"""

from __future__ import annotations

from threading import BoundedSemaphore
from typing import Any

import httpx

from web.chat.breaker import Breaker
from web.config import Settings
from web.observing import metrics

AT_A_TIME = 8  # half of a worker's threads: pages always find one
QUEUE_SECONDS = 0.3
PATIENCE = httpx.Timeout(8.0, connect=1.0)
PATIENCE_TO_FORGET = httpx.Timeout(2.0, connect=0.5)


class Unavailable(Exception):
    """Rasa gave no answer; `starting` where it never has since this process began."""

    def __init__(self, starting: bool) -> None:
        super().__init__("starting" if starting else "down")
        self.starting = starting


class Rasa:
    def __init__(
        self,
        settings: Settings,
        breaker: Breaker | None = None,
        patience: httpx.Timeout = PATIENCE,
    ) -> None:
        # No proxy from the environment may stand between us and a neighbour on this machine.
        self._client = httpx.Client(
            base_url=settings.RASA_URL,
            params={"token": settings.RASA_TOKEN} if settings.RASA_TOKEN else {},
            timeout=patience,
            limits=httpx.Limits(max_connections=AT_A_TIME, max_keepalive_connections=AT_A_TIME),
            trust_env=False,
        )
        self._gate = BoundedSemaphore(AT_A_TIME)
        self._breaker = breaker or Breaker()
        self._answered = False

    def ask(self, sender: str, text: str) -> Any:
        """The list of messages, whatever is in it; raises Unavailable."""
        if not self._breaker.lets_through():
            raise Unavailable(starting=not self._answered)
        with metrics.WAITING.track_inprogress():
            if not self._gate.acquire(timeout=QUEUE_SECONDS):
                raise Unavailable(starting=not self._answered)
            try:
                found = self._timed(sender, text)
            except (httpx.HTTPError, ValueError) as wrong:
                self._breaker.failed()
                raise Unavailable(starting=not self._answered) from wrong
            finally:
                self._gate.release()
                metrics.BREAKER.set(self._breaker.is_open)
        return found

    def _timed(self, sender: str, text: str) -> Any:
        with metrics.BOT_SECONDS.time():
            found = self._post(sender, text)
        self._breaker.succeeded()
        self._answered = True
        return found

    def _post(self, sender: str, text: str) -> Any:
        body = {"sender": sender, "message": text}
        answer = self._client.post("/webhooks/rest/webhook", json=body)
        answer.raise_for_status()
        return answer.json()

    def forget(self, sender: str) -> bool:
        """Empties what Rasa remembers of a conversation; whether that could be done."""
        path = f"/conversations/{sender}/tracker/events"
        try:
            answer = self._client.put(path, json=[], timeout=PATIENCE_TO_FORGET)
        except httpx.HTTPError:
            return False
        return answer.is_success
