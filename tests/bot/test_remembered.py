"""What Rasa keeps of conversations, by the stores it is really given, in its own environment and on a real Redis."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from ops.train import environment
from tests.live import absent

pytestmark = pytest.mark.live
ROOT = Path(__file__).resolve().parents[2]
# Run by Rasa's Python: no pytest lives there.
PROGRAM = """
import asyncio, json, os, sys, time
from rasa.core.lock_store import LockError
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered
from bot import remembered
from bot.remembered import InMemory, KEPT_TURNS, Locks, Trackers

domain = Domain.load("bot/domain")
told = {}

async def talk(store, sender, turns):
    sizes = []
    for number in range(turns):
        tracker = await store.get_or_create_tracker(sender)
        tracker.update(UserUttered(f"question {number}", parse_data={"topics": ["x" * 200]}))
        tracker.update(ActionExecuted("action_reply"))
        tracker.update(BotUttered(f"answer {number}"))
        tracker.update(SlotSet("memory", {"turn": number}))
        tracker.update(ActionExecuted("action_listen"))
        await store.save(tracker)
        sizes.append(len((await store.retrieve(sender)).events))
    return sizes

async def main():
    store = Trackers(domain, host=None)
    told["kind"] = type(store._shelf).__name__
    told["sizes"] = await talk(store, "a" * 40, 40)
    other = Trackers(domain, host=None)
    seen = await other.retrieve("a" * 40)
    told["shared"] = None if seen is None else seen.get_slot("memory")
    told["own"] = (await store.retrieve("a" * 40)).get_slot("memory")
    fresh = await store.create_tracker("b" * 40)
    await store.save(fresh.init_copy())
    told["emptied"] = (await store.retrieve("b" * 40)).get_slot("memory")
    first, second, order = Locks(), Locks(), []
    remembered.WAIT_SECONDS = 2.0

    async def turn(locks, name, seconds):
        async with locks.lock("a" * 40):
            order.append(name)
            await asyncio.sleep(seconds)
            order.append(name)

    beside = second if os.environ.get("REDIS_URL") else first
    await asyncio.gather(turn(first, "one", 0.3), turn(beside, "two", 0.1))
    told["order"] = order
    shelf = InMemory(seconds=0.2, most=2)
    for name in "xyz":
        shelf.put(name, name.encode())
    told["most"] = [(shelf.get(name) or b"").decode() for name in "xyz"]
    time.sleep(0.3)
    told["late"] = [(shelf.get(name) or b"").decode() for name in "xyz"]

asyncio.run(main())
print("\\n" + json.dumps(told))
"""


def told(**settings: str) -> dict[str, Any]:
    absent()
    done = subprocess.run(
        [ROOT / ".venv-bot/bin/python", "-c", PROGRAM],
        cwd=ROOT,
        env={**environment(), **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.fixture(scope="module")
def alone() -> dict[str, Any]:
    return told(REDIS_URL="")


@pytest.fixture(scope="module")
def shared(redis_server: str) -> dict[str, Any]:
    return told(REDIS_URL=redis_server)


def test_a_conversation_grows_no_longer_than_its_last_turns(
    alone: dict[str, Any], shared: dict[str, Any]
) -> None:
    for found in (alone, shared):
        assert max(found["sizes"]) == found["sizes"][-1] < 25
        assert found["own"] == {"turn": 39}


def test_copies_remember_the_same_where_they_share_a_redis(
    alone: dict[str, Any], shared: dict[str, Any]
) -> None:
    assert (shared["kind"], shared["shared"]) == ("InRedis", {"turn": 39})
    assert (alone["kind"], alone["shared"]) == ("InMemory", None)


def test_one_turn_at_a_time_also_over_two_copies(
    alone: dict[str, Any], shared: dict[str, Any]
) -> None:
    for found in (alone, shared):
        assert found["order"] in (["one", "one", "two", "two"], ["two", "two", "one", "one"])


def test_what_is_emptied_is_gone(alone: dict[str, Any], shared: dict[str, Any]) -> None:
    assert alone["emptied"] is None
    assert shared["emptied"] is None


def test_in_memory_the_oldest_and_the_silent_go(alone: dict[str, Any]) -> None:
    assert alone["most"] == ["", "y", "z"]
    assert alone["late"] == ["", "", ""]


def test_what_is_kept_in_redis_goes_by_itself(shared: dict[str, Any], redis_server: str) -> None:
    import redis

    kept = redis.Redis.from_url(redis_server)
    names = list(kept.scan_iter("yilao:talk:*"))
    assert names
    assert all(0 < kept.ttl(name) <= 30 * 86_400 for name in names)  # type: ignore[operator]
    assert not list(kept.scan_iter("yilao:turn:*"))
