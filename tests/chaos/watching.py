"""People who go on using the service while something breaks: pages, the chat, and how long until all is well again.

Knows no fault.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psutil

from knowledge.loading import load_pack
from tests.load.running import copies, state

PAGES = (
    "/",
    "/providers?kind=childcare",
    "/providers?kind=eldercare&district=海州区",
    "/benefits",
    "/check",
    "/policies",
)
ASKED = "尊老金一个月多少钱"
PATIENCE_SECONDS = 15.0  # longer than anybody may have to wait for an answer
BETWEEN_SECONDS = 0.15
BACK_SECONDS = 120
SAYS_SO = tuple(load_pack().replies[name][:6] for name in ("bot_down", "bot_starting"))
Nothing = Callable[[], object]
Row = tuple[str, str, str, bool]  # the fault, what was seen, what must hold, whether it did


@dataclass(frozen=True)
class Site:
    """A running service: its address, the process that holds the others, and what it keeps beside the database."""

    url: str
    parent: int
    folder: Path
    database: str

    def processes(self, mark: str) -> list[psutil.Process]:
        return copies(self.parent, mark)

    def ask(self, text: str = ASKED, key: str | None = None) -> Turn:
        body = {"message": text} | ({"conversation_id": key} if key else {})
        begun = time.monotonic()
        try:
            answer = httpx.post(
                f"{self.url}/api/v1/chat", json=body, headers=somebody(), timeout=PATIENCE_SECONDS
            )
        except httpx.HTTPError:
            return Turn(0, time.monotonic() - begun)
        told = answer.json() if answer.status_code == 200 else {}
        return Turn(answer.status_code, time.monotonic() - begun, told)

    def state(self) -> str:
        return state(self.url)

    def well(self) -> bool:
        return self.state() == "ready" and self.ask().by_bot


@dataclass(frozen=True)
class Turn:
    """One question: the status (0 where nobody answered), how long it took, what was told."""

    status: int
    seconds: float
    told: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "".join(reply["text"] for reply in self.told.get("replies", ()))

    @property
    def by_bot(self) -> bool:
        return self.told.get("outcome") == "answered"

    @property
    def by_search(self) -> bool:
        """Answered without the bot, and says so."""
        return self.status == 200 and self.text.startswith(SAYS_SO)


@dataclass
class Looked:
    """What somebody saw who opened one page after another."""

    pages: int = 0
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0


@dataclass(frozen=True)
class Endured:
    looked: Looked
    turns: list[Turn]
    states: set[str]
    back: float | None  # seconds; None where it did not come back

    @property
    def unanswered(self) -> int:
        return sum(turn.status != 200 for turn in self.turns)

    @property
    def slowest(self) -> float:
        return max((turn.seconds for turn in self.turns), default=0.0)

    def says(self) -> str:
        """In a few words, for the table."""
        searched = sum(turn.by_search for turn in self.turns)
        back = f"back {self.back:.0f} s" if self.back is not None else "not back"
        return (
            f"{self.looked.pages} pages, {len(self.looked.faults)} failed, slowest {self.looked.slowest:.1f} s; "
            f"{len(self.turns)} asked, {self.unanswered} unanswered, {searched} by search, "
            f"slowest {self.slowest:.1f} s; {'/'.join(sorted(self.states))}; {back}"
        )


def somebody() -> dict[str, str]:
    """An address of their own, as the proxy in front would say it."""
    return {"X-Forwarded-For": f"10.{random.randrange(256)}.{random.randrange(256)}.7"}


@contextmanager
def people(site: Site, pages: Sequence[str] = PAGES) -> Iterator[Looked]:
    """Two who open pages until the block ends."""
    looked, over = Looked(), threading.Event()

    def walk(start: int) -> None:
        with httpx.Client(base_url=site.url, timeout=PATIENCE_SECONDS) as browser:
            number = start
            while not over.wait(BETWEEN_SECONDS):
                number += 1
                _open(browser, pages[number % len(pages)], looked)

    walkers = [threading.Thread(target=walk, args=(number,), daemon=True) for number in (0, 3)]
    for walker in walkers:
        walker.start()
    try:
        yield looked
    finally:
        over.set()
        for walker in walkers:
            walker.join()


def _open(browser: httpx.Client, page: str, looked: Looked) -> None:
    begun = time.monotonic()
    try:
        answer = browser.get(page, headers=somebody())
    except httpx.HTTPError as wrong:
        looked.faults.append(f"{page}: {type(wrong).__name__}")
    else:
        if answer.status_code != 200 or not answer.text.rstrip().endswith("</html>"):
            looked.faults.append(f"{page}: {answer.status_code}")
    looked.pages += 1
    looked.slowest = max(looked.slowest, time.monotonic() - begun)


def endure(
    site: Site,
    begin: Nothing,
    end: Nothing | None = None,
    *,
    seconds: float = 6.0,
    pages: Sequence[str] = PAGES,
) -> Endured:
    """People go on while `begin` breaks something, and after `end` has mended it, until all is well.

    How long until then is counted from the mending, or from the breaking where nobody mends it.
    """
    turns: list[Turn] = []
    states: set[str] = set()
    with people(site, pages) as looked:
        broken = time.monotonic()
        begin()
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            turns.append(site.ask())
            states.add(site.state())
        if end is not None:
            end()
            broken = time.monotonic()
        back = until_well(site, broken)
    return Endured(looked, turns, states, back)


def until_well(site: Site, begun: float) -> float | None:
    """Seconds since then until readyz is content and the bot itself answers; None where that takes too long."""
    while time.monotonic() - begun < BACK_SECONDS:
        if site.well():
            return time.monotonic() - begun
        time.sleep(0.5)
    return None
