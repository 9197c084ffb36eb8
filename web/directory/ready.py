"""List pages that are ready: made once, given to everybody who asks the same, until anything they show changes.

Only for who brings nothing of their own (no session, short list or place), and only for what is chosen from
lists: what somebody typed, or where they stand, is kept nowhere. Knows nothing of what a page says.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from flask import current_app, request

from models.finding import changes
from models.overlay import overlay_version
from web.clock import now
from web.db import session
from web.directory import saved, starting
from web.display import View, view
from web.i18n import language
from web.pack import plain_pack

KEPT = 300  # of some forty kilobytes each
OWN = (saved.COOKIE, starting.HERE)
TYPED = ("q", "near", "max_fee", "cursor")
Made = tuple[str, int]


class Shown(NamedTuple):
    """All that a page depends on; the same of all of it is the same page."""

    asked: str
    site: str
    language: str
    view: View
    directory: int
    pack: tuple[str, str]
    minute: datetime  # who is open changes by the minute


def page(make: Callable[[], Made]) -> Made:
    """The page's text and status, made now or before."""
    if not _for_everybody():
        return make()
    ready: Callable[[Shown, Callable[[], Made]], Made] = current_app.extensions.setdefault(
        "ready_lists", lru_cache(maxsize=KEPT)(lambda _, made: made())
    )
    return ready(_shown(), make)


def _for_everybody() -> bool:
    own = (current_app.config["SESSION_COOKIE_NAME"], *OWN)
    return not any(name in request.cookies for name in own) and not any(
        request.args.get(name) for name in TYPED
    )


def _shown() -> Shown:
    return Shown(
        request.full_path,
        request.host_url,
        language(),
        view(),
        changes.version(session()),
        (plain_pack().version, overlay_version(session())),
        now().replace(second=0, microsecond=0),
    )
