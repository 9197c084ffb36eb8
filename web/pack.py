"""The knowledge pack of this process, read once at the start, under the local figures of the day.

A bad pack stops the start. What staff fill in is laid over it at the next request after they did, with no
restart; how it is laid is `knowledge`'s, how it is kept `models`'.
"""

from __future__ import annotations

from datetime import date

from flask import Flask, current_app, g
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from knowledge.loading import load_pack
from knowledge.overlays import Merged, Overlay, OverlayError
from knowledge.pack import Pack
from knowledge.saying import spoken
from knowledge.search import Search, index_of
from knowledge.tongues import Tongues
from models.overlay import current, overlay_version
from web.clock import today
from web.config import Settings


def init_app(app: Flask, settings: Settings) -> None:
    loaded = load_pack(settings.pack_path)
    app.extensions["pack"] = Merged(loaded)
    app.extensions["tongues"] = Tongues(settings.pack_path)
    index_of(loaded)  # made before the first visitor asks


def pack(day: date | None = None) -> Pack:
    """The pack as it stands on `day`, today if none is named, in the language being spoken.

    The same one all through a request. What people say to us is read with its `heard`.
    """
    wanted = day or today()
    known: dict[date, Pack] = g.setdefault("packs", {})
    if wanted not in known:
        known[wanted] = _merged(wanted)
    tongues: Tongues = current_app.extensions["tongues"]
    return tongues.of(known[wanted], spoken())


def plain_pack() -> Pack:
    """The pack as its files say it, without what staff filled in."""
    merged: Merged = current_app.extensions["pack"]
    return merged.plain


def search() -> Search:
    """The index over today's pack."""
    return index_of(pack())


def _merged(day: date) -> Pack:
    merged: Merged = current_app.extensions["pack"]
    sessions: sessionmaker[Session] = current_app.extensions["sessions"]
    try:
        # A session of its own: the request's may be in the middle of something.
        with sessions() as opened:
            return merged.on(day, overlay_version(opened), lambda: current(opened), _report)
    except SQLAlchemyError as wrong:
        # Policies can be read while the database is away, with the figures last known.
        current_app.logger.warning("local figures cannot be read now: %s", type(wrong).__name__)
        return merged.last_known(day, _report)


def _report(overlay: Overlay, fault: OverlayError) -> None:
    current_app.logger.error("local figure %s does not fit the pack: %s", overlay.id, fault)
