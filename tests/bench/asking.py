"""Several people who ask one thing after another: how many turns a second, and how long each took. Knows no service."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from uuid import uuid4

import httpx

ASKED = (
    "尊老金多少钱",
    "养老院用电按什么价",
    "育儿补贴怎么申请",
    "护理补贴要什么材料",
    "家里老人瘫了有人上门吗",
    "办托育要备案吗",
    "八十二岁能领什么",
    "托育一个月贵不贵",
)
PATIENCE_SECONDS = 30
Turn = Callable[[httpx.Client, str, str | None], str]


@dataclass(frozen=True)
class Asked:
    """Milliseconds of each turn, and turns a second of everybody together."""

    milliseconds: list[float]
    a_second: float

    @property
    def p50(self) -> float:
        return statistics.median(self.milliseconds)

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.milliseconds, n=20)[-1]


def through_the_api(client: httpx.Client, message: str, talk: str | None) -> str:
    """One turn of the public API; the conversation it belongs to."""
    body = {"message": message} | ({"conversation_id": talk} if talk else {})
    told = client.post("/api/v1/chat", json=body)
    told.raise_for_status()
    return str(told.json()["conversation_id"])


def raw(token: str) -> Turn:
    """One turn of Rasa itself, which runs the same actions."""

    def turn(client: httpx.Client, message: str, talk: str | None) -> str:
        sender = talk or uuid4().hex
        body = {"sender": sender, "message": message}
        told = client.post("/webhooks/rest/webhook", params={"token": token}, json=body)
        told.raise_for_status()
        if not told.json():
            raise RuntimeError("Rasa said nothing")
        return sender

    return turn


def together(address: str, turn: Turn, people: int, seconds: float) -> Asked:
    """`people` ask for so long, each in a conversation of their own and the next thing as soon as they are answered."""
    until = time.monotonic() + seconds
    began = time.monotonic()
    with ThreadPoolExecutor(people) as pool:
        took = list(pool.map(lambda n: list(_one(address, turn, n, until)), range(people)))
    every = [milliseconds for one in took for milliseconds in one]
    return Asked(every, len(every) / (time.monotonic() - began))


def long_talk(address: str, turn: Turn, turns: int) -> list[float]:
    """Milliseconds of each turn of one conversation."""
    with httpx.Client(base_url=address, timeout=PATIENCE_SECONDS, trust_env=False) as client:
        talk: str | None = None
        took = []
        for number in range(turns):
            began = time.perf_counter()
            talk = turn(client, ASKED[number % len(ASKED)], talk)
            took.append((time.perf_counter() - began) * 1000)
    return took


def _one(address: str, turn: Turn, person: int, until: float) -> Iterator[float]:
    with httpx.Client(base_url=address, timeout=PATIENCE_SECONDS, trust_env=False) as client:
        talk: str | None = None
        for number in count(person):
            if time.monotonic() >= until:
                return
            began = time.perf_counter()
            talk = turn(client, ASKED[number % len(ASKED)], talk)
            yield (time.perf_counter() - began) * 1000
