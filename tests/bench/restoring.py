"""A large backup written and restored, both compared row by row: how long, how large, and what it holds in memory.

`RESTORE_MB` is how large the backup is made; a gigabyte is some two million sentences of conversations.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert
from sqlalchemy.orm import Session

from models import Conversation, Message, Sender
from models.migrating import upgrade
from models.session import make_engine

ROOT = Path(__file__).resolve().parents[2]
MEGABYTES = int(os.environ.get("RESTORE_MB", "1000"))
MEBIBYTE = 2**20
TURNS = 10
AT_A_TIME = 500  # conversations
BEGUN = datetime(2026, 11, 1, tzinfo=UTC)
SAID = "我妈八十二岁，海州区户口，一个人住，走路要人扶，能领什么，要带什么材料，去哪里办，"
TOLD = {"replies": [{"text": SAID, "buttons": [], "cards": []}], "refs": [], "outcome": "answered"}
STEP = "import sys; from pathlib import Path; from models.backup import back_up, restore; {}"
Row = tuple[str, str, str]


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="restore-") as folder:
        full, empty, file = (
            f"{folder}/{name}" for name in ("full.sqlite", "empty.sqlite", "backup")
        )
        said = _fill(f"sqlite:///{full}", Path(full))
        spent = _timed("back_up(sys.argv[1], Path(sys.argv[2]))", f"sqlite:///{full}", file)
        Path(full).unlink()
        size = Path(file).stat().st_size / MEBIBYTE
        yield "a backup, its size and rows", f"{size:.0f} MB, {said} rows", "1000 MB"
        yield "writing it, compared row by row", f"{spent:.0f} s", "-"
        spent = _timed("restore(Path(sys.argv[2]), sys.argv[1])", f"sqlite:///{empty}", file)
        yield "restoring it, compared row by row", f"{spent:.0f} s", "verified"
        held = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        yield "the same: memory", f"{held:.0f} MB", "-"


def _fill(address: str, path: Path) -> int:
    """Conversations until the file is as large as wanted; how many rows."""
    upgrade(address)
    engine = make_engine(address)
    written = number = 0
    with Session(engine) as session:
        while path.stat().st_size < MEGABYTES * MEBIBYTE:
            for _ in range(AT_A_TIME):
                number += 1
                written += _talk(session, number)
            session.commit()
    engine.dispose()
    return written


def _talk(session: Session, number: int) -> int:
    at = BEGUN + timedelta(seconds=number)
    key = Conversation.begin(session, at).id
    lines = [
        {
            "conversation_id": key,
            "seq": seq,
            "sender": Sender.BOT if seq % 2 == 0 else Sender.RESIDENT,
            "text": f"{SAID}{number}-{seq}",
            "payload": TOLD if seq % 2 == 0 else None,
            "created_at": at,
        }
        for seq in range(1, 2 * TURNS + 1)
    ]
    session.execute(insert(Message), lines)
    return 1 + len(lines)


def _timed(step: str, *given: str) -> float:
    """In a process of its own, so that its memory is its own."""
    begun = time.monotonic()
    subprocess.run([sys.executable, "-c", STEP.format(step), *given], cwd=ROOT, check=True)
    return time.monotonic() - begun
