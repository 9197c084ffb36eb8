"""The index of each database this process asks, read anew when something changed.

A small directory is read again at once. A large one takes seconds: there the index of before answers until
the new one stands, and what was closed meanwhile is left out when the rows are fetched.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from models.finding import changes
from models.finding.asking import Index
from models.finding.table import read

if TYPE_CHECKING:
    from models.provider import Provider

AT_ONCE = 20_000


@dataclass
class Kept:
    index: Index | None = None
    one_at_a_time: threading.Lock = field(default_factory=threading.Lock)
    reading: threading.Thread | None = None


_KEPT: WeakKeyDictionary[Engine, Kept] = WeakKeyDictionary()


def current(session: Session, rows: type[Provider]) -> Index:
    """The index as this session sees its database, uncommitted rows of its own included."""
    engine = session.get_bind().engine
    kept = _KEPT.setdefault(engine, Kept())
    known = kept.index
    if known is None or known.version != changes.version(session):
        return _renewed(session, rows, kept)
    return known


def settle(session: Session) -> None:
    """Wait until what is being read aside is read."""
    kept = _KEPT.get(session.get_bind().engine)
    if kept is not None and kept.reading is not None:
        kept.reading.join()


def _renewed(session: Session, rows: type[Provider], kept: Kept) -> Index:
    before = kept.index
    if before is not None and len(before.table) > AT_ONCE:
        _read_aside(session.get_bind().engine, rows, kept)
        return before
    with kept.one_at_a_time:
        wanted = changes.version(session)
        if kept.index is None or kept.index.version != wanted:
            kept.index = Index(read(session, rows), wanted)
        return kept.index


def _read_aside(engine: Engine, rows: type[Provider], kept: Kept) -> None:
    def renew() -> None:
        with Session(engine) as opened:
            version = changes.version(opened)
            kept.index = Index(read(opened, rows), version)

    with kept.one_at_a_time:
        if kept.reading is None or not kept.reading.is_alive():
            kept.reading = threading.Thread(target=renew, name="directory", daemon=True)
            kept.reading.start()
