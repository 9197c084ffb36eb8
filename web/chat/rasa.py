"""Speaks to Rasa over loopback HTTP and never waits long: a hung Rasa must not block a page.

Knows nothing of what is said; hands back the JSON as it came.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import Any
from zlib import crc32

import httpx

from knowledge.saying import spoken
from web.chat.breaker import Breaker
from web.config import Settings
from web.observing import metrics

AT_A_TIME = 8  # half of a worker's threads: pages always find one
QUEUE_SECONDS = 0.3
REFUSED_SECONDS = 1.0
PATIENCE = httpx.Timeout(8.0, connect=1.0)
PATIENCE_TO_FORGET = httpx.Timeout(2.0, connect=0.5)


class Unavailable(Exception):
    """Rasa gave no answer; `starting` where it never has since this process began."""

    def __init__(self, starting: bool) -> None:
        super().__init__("starting" if starting else "down")
        self.starting = starting


class Rasa:
    """One Rasa, or several copies that share what they remember: `RASA_URL` names them, separated by commas."""

    def __init__(
        self,
        settings: Settings,
        breaker: Callable[[], Breaker] = Breaker,
        patience: httpx.Timeout = PATIENCE,
    ) -> None:
        self._copies = [
            _Copy(_client(address, settings.RASA_TOKEN, patience), breaker())
            for address in settings.rasa_urls
        ]
        self._gate = BoundedSemaphore(AT_A_TIME)
        self._answered = False

    def ask(self, sender: str, text: str, calm: bool = False) -> Any:
        """The list of messages, in the language being spoken, whatever is in it; raises Unavailable.

        `calm`: no danger, the resident says.
        """
        if all(copy.breaker.rests for copy in self._copies):
            raise Unavailable(starting=not self._answered)
        with metrics.WAITING.track_inprogress():
            if not self._gate.acquire(timeout=QUEUE_SECONDS):
                raise Unavailable(starting=not self._answered)
            try:
                about = {"calm": calm, "lang": spoken()}
                return self._first_answer({"sender": sender, "message": text, "metadata": about})
            finally:
                self._gate.release()
                metrics.BREAKER.set(all(copy.breaker.is_open for copy in self._copies))

    def _first_answer(self, turn: dict[str, Any]) -> Any:
        """Of the copy a conversation usually speaks to, or of the next one where nobody opens there.

        A turn that was handed over is not handed over twice: it may have been answered already.
        """
        for copy in self._in_turn(turn["sender"]):
            if not copy.breaker.lets_through():
                continue
            try:
                found = copy.ask(turn)
            except httpx.ConnectError:
                # Refused at once, which costs nobody any time: it may be back in a moment.
                copy.breaker.failed(REFUSED_SECONDS)
            except httpx.ConnectTimeout:
                copy.breaker.failed()
            except (httpx.HTTPError, ValueError) as wrong:
                copy.breaker.failed()
                raise Unavailable(starting=not self._answered) from wrong
            else:
                copy.breaker.succeeded()
                self._answered = True
                return found
        raise Unavailable(starting=not self._answered)

    def _in_turn(self, sender: str) -> list[_Copy]:
        first = crc32(sender.encode()) % len(self._copies)
        return self._copies[first:] + self._copies[:first]

    def forget(self, sender: str) -> bool:
        """Empties what Rasa remembers of a conversation; whether that could be done."""
        path = f"/conversations/{sender}/tracker/events"
        for copy in self._in_turn(sender):
            try:
                answer = copy.client.put(path, json=[], timeout=PATIENCE_TO_FORGET)
            except httpx.HTTPError:
                continue
            return answer.is_success
        return False


@dataclass(frozen=True)
class _Copy:
    client: httpx.Client
    breaker: Breaker

    def ask(self, turn: dict[str, Any]) -> Any:
        with metrics.BOT_SECONDS.time():
            answer = self.client.post("/webhooks/rest/webhook", json=turn)
            answer.raise_for_status()
            return answer.json()


def _client(address: str, token: str, patience: httpx.Timeout) -> httpx.Client:
    return httpx.Client(
        base_url=address,
        params={"token": token} if token else {},
        timeout=patience,
        limits=httpx.Limits(max_connections=AT_A_TIME, max_keepalive_connections=AT_A_TIME),
        trust_env=False,  # no proxy may stand between us and a neighbour on this machine
    )
