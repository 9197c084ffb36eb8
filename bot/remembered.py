"""Where Rasa keeps its conversations: in its own memory, or in Redis where `REDIS_URL` names one; bounded either way.

Of a conversation only the slots and the last turns are kept, so that its five-hundredth turn costs what its first
did. A silent one goes after CONVERSATION_DAYS. Rasa's own stores keep every event for ever, and the one for Redis
compares each new event with all old ones. A module that only Rasa loads; knows nothing of what is said.
"""

from __future__ import annotations

import os
import time
import zlib
from collections import OrderedDict
from collections.abc import AsyncGenerator, Iterable, Mapping
from contextlib import asynccontextmanager
from typing import Any, Protocol

import redis
import redis.asyncio
from rasa.core.lock import TicketLock
from rasa.core.lock_store import InMemoryLockStore, LockError
from rasa.core.tracker_store import SerializedTrackerAsText, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

KEPT_TURNS = 3
KEPT_CONVERSATIONS = 5_000  # about 3 kB each
DAY_SECONDS = 86_400
DEFAULT_DAYS = "30"
PREFIX = "yilao:talk:"
LOCK_PREFIX = "yilao:turn:"
REDIS_SECONDS = 2.0  # to wait for Redis before a turn is given up
TURN_SECONDS = 5.0  # a turn that takes longer, or whose copy was killed, lets the next one of its conversation in
WAIT_SECONDS = 6.0  # longer than that, or the turn after a kill would be lost; shorter than the site waits for us


class Shelf(Protocol):
    """Packed texts by name, each of which goes when nobody has touched it for long."""

    def get(self, name: str) -> bytes | None: ...

    def put(self, name: str, packed: bytes) -> None: ...


class InMemory:
    """In this process; beyond `most` the one untouched longest goes."""

    def __init__(self, seconds: float, most: int = KEPT_CONVERSATIONS) -> None:
        self._seconds, self._most = seconds, most
        self._kept: OrderedDict[str, tuple[float, bytes]] = OrderedDict()

    def get(self, name: str) -> bytes | None:
        self._leave()
        kept = self._kept.get(name)
        return kept[1] if kept else None

    def put(self, name: str, packed: bytes) -> None:
        self._kept[name] = (time.time() + self._seconds, packed)
        self._kept.move_to_end(name)
        self._leave()

    def _leave(self) -> None:
        now = time.time()
        while self._kept:
            oldest = next(iter(self._kept))
            if len(self._kept) <= self._most and self._kept[oldest][0] > now:
                return
            del self._kept[oldest]


class InRedis:
    """On the server that all copies of Rasa share."""

    def __init__(self, url: str, seconds: float) -> None:
        self._seconds = int(seconds)
        self._redis = redis.Redis.from_url(
            url, socket_timeout=REDIS_SECONDS, socket_connect_timeout=REDIS_SECONDS
        )

    def get(self, name: str) -> bytes | None:
        found: bytes | None = self._redis.get(PREFIX + name)
        return found

    def put(self, name: str, packed: bytes) -> None:
        self._redis.set(PREFIX + name, packed, ex=self._seconds)


def shelf(environ: Mapping[str, str] = os.environ) -> Shelf:
    seconds = int(environ.get("CONVERSATION_DAYS", DEFAULT_DAYS)) * DAY_SECONDS
    url = environ.get("REDIS_URL")
    return InRedis(url, seconds) if url else InMemory(seconds)


def shortened(events: Iterable[Event]) -> list[Event]:
    """The last turns, and before them what the slots held when those began."""
    whole = list(events)
    begins = [at for at, event in enumerate(whole) if isinstance(event, UserUttered)]
    if len(begins) <= KEPT_TURNS:
        return whole
    # What stands just before a message says that Rasa was listening: the turn begins there.
    start = begins[-KEPT_TURNS] - 1
    slots = {event.key: event for event in whole[:start] if isinstance(event, SlotSet)}
    return [*slots.values(), *whole[start:]]


class Trackers(TrackerStore, SerializedTrackerAsText):  # type: ignore[misc] # Rasa is not typed for us
    """`host` and what else Rasa hands to any store is not needed: the environment says where."""

    def __init__(self, domain: Domain, event_broker: Any = None, **_given: Any) -> None:
        super().__init__(domain, event_broker)
        self._shelf = shelf()

    async def save(self, tracker: DialogueStateTracker) -> None:
        await self.stream_events(tracker)
        short = DialogueStateTracker.from_events(
            tracker.sender_id, shortened(tracker.events), self.domain.slots
        )
        text: str = self.serialise_tracker(short)
        self._shelf.put(tracker.sender_id, zlib.compress(text.encode()))

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        kept = self._shelf.get(sender_id)
        return self.deserialise_tracker(sender_id, zlib.decompress(kept).decode()) if kept else None

    async def keys(self) -> list[str]:
        return []  # nobody may list conversations


class Locks(InMemoryLockStore):  # type: ignore[misc] # Rasa is not typed for us
    """One turn of a conversation at a time, over all copies of Rasa where they share a Redis."""

    def __init__(self, endpoint_config: Any = None) -> None:
        super().__init__()
        url = os.environ.get("REDIS_URL")
        self._redis = (
            redis.asyncio.Redis.from_url(
                url, socket_timeout=REDIS_SECONDS, socket_connect_timeout=REDIS_SECONDS
            )
            if url
            else None
        )

    @asynccontextmanager
    async def lock(self, conversation_id: str, *given: Any) -> AsyncGenerator[TicketLock, None]:
        if self._redis is None:
            async with super().lock(conversation_id, *given) as ticket:
                yield ticket
            return
        held = self._redis.lock(
            LOCK_PREFIX + conversation_id, timeout=TURN_SECONDS, blocking_timeout=WAIT_SECONDS
        )
        if not await held.acquire():
            raise LockError("another turn of this conversation is still being answered")
        try:
            yield TicketLock(conversation_id)
        finally:
            if await held.owned():
                await held.release()
