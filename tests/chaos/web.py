"""The site's own side breaks: a worker killed while people save, told to end, the clock moved, a cache poisoned, two versions."""

from __future__ import annotations

import io
import json
import os
import signal
import socket
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import httpx
import psutil
from sqlalchemy import func, select, update

from models import Conversation, Message
from models.session import make_engine, make_sessions
from ops.ports import free_port
from tests.chaos.watching import ASKED, PAGES, Row, Site, endure, people, somebody, until_well
from tests.load.running import ROOT

TALKERS = 6
FORGED = "evil.example"
NEWEST_TABLES = (
    "git",
    "log",
    "-1",
    "--format=%H",
    "--diff-filter=A",
    "--",
    "models/migrations/versions",
)


def rows(site: Site) -> Iterator[Row]:
    yield worker_killed(site)
    yield reloaded(site)
    yield told_to_end(site)
    yield clock_moved(site)
    yield poisoned(site)
    yield two_versions(site)


@dataclass
class Talk:
    """One conversation that goes on whatever happens: how often it was answered, how often not."""

    key: str | None = None
    answered: int = 0
    failed: int = 0
    slowest: float = 0.0


@dataclass
class Talking:
    talks: list[Talk] = field(default_factory=lambda: [Talk() for _ in range(TALKERS)])
    over: threading.Event = field(default_factory=threading.Event)

    def go_on(self, site: Site, talk: Talk) -> None:
        while not self.over.is_set():
            turn = site.ask(key=talk.key)
            talk.slowest = max(talk.slowest, turn.seconds)
            if turn.status == 200:
                talk.key, talk.answered = turn.told["conversation_id"], talk.answered + 1
            else:
                talk.failed += 1


@contextmanager
def talking(site: Site) -> Iterator[list[Talk]]:
    busy = Talking()
    with ThreadPoolExecutor(TALKERS) as people:
        for talk in busy.talks:
            people.submit(busy.go_on, site, talk)
        try:
            yield busy.talks
        finally:
            busy.over.set()


def worker_killed(site: Site) -> Row:
    """Two of the workers, one after the other, without warning, while six people write as fast as they can."""
    with talking(site) as talks:
        for _ in range(2):
            time.sleep(2)
            workers(site)[-1].kill()
        time.sleep(3)
    lost, torn = _lost(site, talks), _torn(site)
    failed, answered = sum(t.failed for t in talks), sum(t.answered for t in talks)
    seen = f"{answered} turns kept, {lost} lost, {torn} half kept, {failed} of those under way broken off"
    # Whoever was with a killed worker has to ask again: at most one turn each for each that was killed.
    return (
        "a web worker killed while people save",
        seen,
        "none lost, none half kept",
        not lost and not torn and failed <= 2 * TALKERS,
    )


def workers(site: Site) -> list[psutil.Process]:
    return list(master(site).children())


def _lost(site: Site, talks: list[Talk]) -> int:
    """Turns that were answered and are not in the database."""
    engine = make_engine(site.database)
    said = select(func.count()).where(Message.sender == "resident")
    with make_sessions(engine)() as session:
        kept = [
            session.scalar(said.where(Message.conversation_id == talk.key)) or 0 for talk in talks
        ]
    engine.dispose()
    return sum(max(0, talk.answered - found) for talk, found in zip(talks, kept, strict=True))


def _torn(site: Site) -> int:
    """Conversations whose number of messages is not the number last given."""
    engine = make_engine(site.database)
    said = select(func.count()).where(Message.conversation_id == Conversation.id).scalar_subquery()
    with make_sessions(engine)() as session:
        found = session.scalars(select(Conversation.id).where(Conversation.last_seq != said)).all()
    engine.dispose()
    return len(found)


def told_to_end(site: Site) -> Row:
    """As at the end of a day: what has begun is finished, and the supervisor starts the site anew."""
    body = json.dumps({"message": ASKED}).encode()
    half_sent = [_half_sent(site, body) for _ in range(4)]
    time.sleep(0.5)
    master(site).send_signal(signal.SIGTERM)
    begun = time.monotonic()
    time.sleep(1)
    answers = [_finished(connection, body) for connection in half_sent]
    while site.state() == "away":
        time.sleep(0.1)
    back = time.monotonic() - begun
    whole = sum(answers)
    seen = f"{whole} of 4 requests under way answered; the door open again after {back:.0f} s"
    return (
        "the site told to end",
        seen,
        "what has begun is answered, open in 30 s",
        whole == 4 and back < 30,
    )


def master(site: Site) -> psutil.Process:
    return min(site.processes("gunicorn"), key=lambda each: each.create_time())


def _half_sent(site: Site, body: bytes) -> socket.socket:
    host, port = site.url.removeprefix("http://").split(":")
    opened = socket.create_connection((host, int(port)), timeout=15)
    head = f"POST /api/v1/chat HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    opened.sendall(head.encode() + body[: len(body) // 2])
    return opened


def _finished(opened: socket.socket, body: bytes) -> bool:
    with opened:
        try:
            opened.sendall(body[len(body) // 2 :])
            return opened.recv(100).startswith(b"HTTP/1.1 200")
        except OSError:
            return False


def reloaded(site: Site) -> Row:
    """As at a deployment: workers are exchanged one after the other, and the door stays open."""
    with people(site, ("/search?q=养老", "/providers?kind=eldercare", "/check")) as looked:
        time.sleep(1)
        master(site).send_signal(signal.SIGHUP)
        time.sleep(15)
    seen = f"{looked.pages} pages, {len(looked.faults)} failed, slowest {looked.slowest:.1f} s"
    return "new workers in the place of the old (SIGHUP)", seen, "no page fails", not looked.faults


def clock_moved(site: Site) -> Row:
    """The clock goes back a day: all that is kept is from tomorrow."""
    first = site.ask()
    key = str(first.told["conversation_id"])
    engine = make_engine(site.database)
    with make_sessions(engine)() as session:
        ahead = timedelta(days=1)
        for kind, name in (
            (Conversation, "created_at"),
            (Conversation, "last_at"),
            (Message, "created_at"),
        ):
            for row in session.scalars(select(kind)):
                session.execute(
                    update(kind)
                    .where(kind.__mapper__.primary_key[0] == _key(row))
                    .values({name: getattr(row, name) + ahead})
                )
        session.commit()
    engine.dispose()
    again = site.ask("要什么材料", key)
    said = httpx.get(f"{site.url}/api/v1/conversations/{key}/messages").json()["items"]
    order = [each["sender"] for each in said]
    gone = _flask(site, "purge")
    held = again.by_bot and order == ["resident", "bot"] * 2 and "conversation" not in gone
    return (
        "the clock back by a day",
        f"the conversation goes on ({'/'.join(order)}); the purge: {gone.splitlines()[-1]}",
        "goes on in order, nothing purged early",
        held,
    )


def _key(row: Conversation | Message) -> object:
    return row.__mapper__.primary_key_from_instance(row)[0]


def _flask(site: Site, *words: str) -> str:
    env = {
        **os.environ,
        "DATABASE_URL": site.database,
        "INSTANCE_DIR": str(site.folder),
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "web", *words],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def poisoned(site: Site) -> Row:
    """Somebody asks first, with all that a request can claim, for pages that are kept ready for everybody."""
    claimed = {
        "Host": FORGED, "X-Forwarded-Host": f"{FORGED}, {FORGED}", "X-Original-URL": "/staff/audit", "Forwarded": f"host={FORGED}",
        "X-Forwarded-Prefix": f"//{FORGED}", "X-Forwarded-Proto": "javascript", "Accept-Language": '"><svg/onload=1>',
    }  # fmt: skip
    for page in PAGES:
        for _ in range(5):
            httpx.get(site.url + page, headers={**claimed, **somebody()}, timeout=15)
    found = [
        page
        for page in PAGES
        if _poison(httpx.get(site.url + page, headers=somebody(), timeout=15).text)
    ]
    return (
        "a cache poisoned by forged headers",
        f"seen by others on {len(found)} of {len(PAGES)} pages",
        "on none",
        not found,
    )


def _poison(text: str) -> bool:
    return FORGED in text or "<svg/onload" in text


def two_versions(site: Site) -> Row:
    """The version before the newest tables serves beside this one, on the same database, as in a deployment."""
    fault = "two versions during a deployment"
    must = "both serve, each goes on with the other's conversations"
    newest = subprocess.run(
        NEWEST_TABLES, cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    if not newest:
        return fault, "not tried: no history here", must, False
    with tempfile.TemporaryDirectory(prefix="before-") as folder:
        packed = subprocess.run(
            ["git", "archive", f"{newest}^"], cwd=ROOT, capture_output=True, check=True
        ).stdout
        with tarfile.open(fileobj=io.BytesIO(packed)) as files:
            files.extractall(folder, filter="data")
        with _before(site, Path(folder)) as old:
            there, here = Site(old, 0, site.folder, site.database), site
            begun_there, begun_here = there.ask(), here.ask()
            on_here = here.ask("要什么材料", begun_there.told.get("conversation_id"))
            on_there = there.ask("要什么材料", begun_here.told.get("conversation_id"))
            found = endure(site, lambda: None, seconds=3)
            failed = [p for p in PAGES if httpx.get(old + p, timeout=15).status_code != 200]
    turns = (begun_there, begun_here, on_here, on_there)
    right = sum(turn.status == 200 for turn in turns)
    seen = f"{newest[:7]}^ beside this: {right} of 4 turns across both, {len(failed)} + {len(found.looked.faults)} pages failed"
    return (
        fault,
        seen,
        must,
        right == 4
        and not failed
        and not found.looked.faults
        and until_well(site, time.monotonic()) is not None,
    )


@contextmanager
def _before(site: Site, folder: Path) -> Iterator[str]:
    port = free_port()
    env = {
        **os.environ, "PORT": str(port), "HOST": "127.0.0.1", "DATABASE_URL": site.database, "PYTHONPATH": str(folder),
        "INSTANCE_DIR": str(folder / "instance"), "RASA_URL": _rasa(site), "RASA_TOKEN": _secret(site), "RATELIMIT_ENABLED": "0",
    }  # fmt: skip
    env.pop("PROMETHEUS_MULTIPROC_DIR", None)
    command = [
        str(ROOT / ".venv/bin/gunicorn"),
        "web:create_app()",
        "--config",
        "ops/gunicorn_conf.py",
    ]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=folder, env=env, stdout=quiet, stderr=quiet)
    try:
        until = time.monotonic() + 30
        while time.monotonic() < until:
            try:
                httpx.get(f"http://127.0.0.1:{port}/healthz", timeout=2)
                break
            except httpx.HTTPError:
                time.sleep(0.2)  # not up yet
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


def _environment(site: Site) -> dict[str, str]:
    return workers(site)[0].environ()  # type: ignore[no-any-return]


def _rasa(site: Site) -> str:
    return _environment(site)["RASA_URL"]


def _secret(site: Site) -> str:
    return _environment(site)["RASA_TOKEN"]
