"""Copies of everything on PostgreSQL, Redis and nginx, any one of which is killed while people use the service.

Nothing may be lost but what was in flight at that moment: no conversation, no case that was saved, no later request.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx
import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from models import ClientCase
from tests.live import absent
from tests.load.running import PASSWORD, hire
from tests.postgres import fresh_database
from tests.scaled import Scaled, scaled
from tests.web.cases.conftest import FORM
from tests.web.lint import parse

pytestmark = pytest.mark.live
TALKERS, READERS = 4, 4
PAUSE_SECONDS, TURN_PAUSE_SECONDS = 0.2, 1.1  # one conversation may have sixty turns a minute
BETWEEN_SECONDS = 3.0
NOTICED_SECONDS = (
    0.5  # until whoever holds a connection to the dead has heard of it, on a busy machine
)
FIRST, THEN, ABOUT = "尊老金一个月多少钱", "要什么材料", "benefit:old_age_allowance"


@dataclass
class Watch:
    """What went wrong, each with the moments it was sent and failed; and what was acknowledged."""

    wrong: list[tuple[float, float, str]] = field(default_factory=list)
    turns: int = 0
    pages: int = 0
    cases: list[str] = field(default_factory=list)
    killed: list[tuple[float, float]] = field(default_factory=list)  # from when until it was dead

    def later(self) -> list[str]:
        """What failed though it was not in flight when something was killed."""
        return [
            says
            for began, ended, says in self.wrong
            if not any(
                began <= dead + NOTICED_SECONDS and ended >= hit for hit, dead in self.killed
            )
        ]


@pytest.fixture(scope="module")
def copies(
    tmp_path_factory: pytest.TempPathFactory, postgres_url: str, redis_server: str
) -> Iterator[Scaled]:
    absent()
    folder = tmp_path_factory.mktemp("scaled")
    try:
        with (
            fresh_database(postgres_url) as address,
            scaled(folder, address, redis_server) as found,
        ):
            engine = create_engine(address)
            hire(engine, 1)
            engine.dispose()
            yield found
    except FileNotFoundError as missing:
        reason = f"no {missing} here"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)


def test_any_one_process_may_be_killed_under_load(copies: Scaled) -> None:
    watch = Watch()
    with _people(copies, watch):
        time.sleep(BETWEEN_SECONDS)
        for kind in ("web", "actions", "bot"):
            for port in list(copies.copies[kind]):
                before = watch.turns, watch.pages, len(watch.cases)
                hit = time.monotonic()
                copies.kill(kind, port)
                watch.killed.append((hit, time.monotonic()))
                time.sleep(BETWEEN_SECONDS)
                after = watch.turns, watch.pages, len(watch.cases)
                assert all(x > y for x, y in zip(after, before, strict=True)), (
                    f"{kind}: stood still"
                )
                copies.start(kind, port)
                copies.wait(lambda k=kind, p=port: copies.opens(k, p), f"{kind} {port}")  # type: ignore[misc]
                time.sleep(BETWEEN_SECONDS)

    assert watch.later() == []
    assert len(watch.wrong) <= (TALKERS + READERS + 1) * len(watch.killed)
    engine = create_engine(copies.settings["DATABASE_URL"])
    with Session(engine) as rows:
        kept = set(rows.scalars(select(ClientCase.alias)))
    engine.dispose()
    assert set(watch.cases) <= kept, "a case that was acknowledged is gone"


@contextmanager
def _people(copies: Scaled, watch: Watch) -> Iterator[None]:
    over = threading.Event()
    does = [_talk] * TALKERS + [_read] * READERS + [_open_cases]
    threads = [
        threading.Thread(target=each, args=(copies.url, watch, over), daemon=True) for each in does
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join(timeout=30)


def _tried(
    watch: Watch, over: threading.Event, step: Callable[[], str], pause: float = PAUSE_SECONDS
) -> None:
    """`step` until it is over; what it says is wrong, with when it began and ended."""
    while not over.is_set():
        began = time.monotonic()
        try:
            says = step()
        except httpx.HTTPError as wrong:
            says = repr(wrong)
        if says:
            watch.wrong.append((began, time.monotonic(), says))
        time.sleep(pause)


def _talk(url: str, watch: Watch, over: threading.Event) -> None:
    with httpx.Client(base_url=url, timeout=30) as client:
        talk: list[str] = []

        def turn() -> str:
            body = {"message": THEN, "conversation_id": talk[0]} if talk else {"message": FIRST}
            told = client.post("/api/v1/chat", json=body)
            if told.status_code != 200:
                return f"chat {told.status_code}"
            if ABOUT not in told.json()["refs"]:
                return f"chat forgot: {told.json()['outcome']} {told.json()['refs']}"
            talk[:] = [told.json()["conversation_id"]]
            watch.turns += 1
            return ""

        _tried(watch, over, turn, TURN_PAUSE_SECONDS)


def _read(url: str, watch: Watch, over: threading.Event) -> None:
    with httpx.Client(base_url=url, timeout=30) as client:

        def page() -> str:
            got = client.get("/providers?kind=childcare")
            if got.status_code != 200 or not got.text.rstrip().endswith("</html>"):
                return f"page {got.status_code}"
            watch.pages += 1
            return ""

        _tried(watch, over, page)


def _open_cases(url: str, watch: Watch, over: threading.Event) -> None:
    with httpx.Client(base_url=url, timeout=30) as client:
        given = _fields(client.get("/staff/sign-in").text)
        client.post("/staff/sign-in", data={**given, "name": "load-1", "password": PASSWORD})

        def open_one() -> str:
            alias = f"示例{len(watch.cases) + len(watch.wrong)}"
            form = client.get("/counter/cases/new")
            if form.status_code != 200:
                return f"case form {form.status_code}"
            hidden = _fields(form.text)
            kept = client.post("/counter/cases/new", data={**hidden, **FORM, "alias": alias})
            if kept.status_code != 303:
                return f"case {kept.status_code}"
            watch.cases.append(alias)
            return ""

        _tried(watch, over, open_one)


def _fields(page: str) -> dict[str, str]:
    """The hidden fields of a page's forms: their token, and the key of the case."""
    hidden = [i for i in parse(page).iter("input") if i.get("type") == "hidden"]
    return {str(i.get("name")): i.get("value") or "" for i in hidden if i.get("name")}
