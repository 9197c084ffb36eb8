"""The door for Rasa: one action, which hears, lets `turn` answer and hands both answer and memory back.

The only module that knows rasa-sdk. Messages come masked and are not logged.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from bot.actions.hearing import hear
from bot.actions.listing import Listing
from bot.actions.memory import Memory
from bot.actions.turn import reply
from bot.actions.world import World
from bot.packs import folder, named_pack
from knowledge.overlays import Merged, Overlay, OverlayError
from knowledge.pack import Pack
from knowledge.saying import OURS, speaking, spoken
from knowledge.tongues import Tongues
from models.overlay import current, overlay_version
from models.session import make_engine, make_sessions

ROOT = Path(__file__).resolve().parents[2]
SQLITE = "sqlite:///"
LANGUAGE = re.compile("[a-z]{2}(?:_[A-Z][A-Za-z]{1,3})?")
SHANGHAI = ZoneInfo("Asia/Shanghai")
log = logging.getLogger(__name__)


def today() -> date:
    return datetime.now(SHANGHAI).date()


def address(environ: Mapping[str, str] = os.environ) -> str:
    """The database's, a relative SQLite path counted from the repository as the site counts it."""
    named = environ.get("DATABASE_URL", f"{SQLITE}instance/service.sqlite")
    path = named.removeprefix(SQLITE)
    if path in (named, "", ":memory:") or path.startswith("/"):
        return named
    return f"{SQLITE}{ROOT / path}"


class Worlds:
    """The pack under the local figures of the day, and the institutions, for each message anew."""

    def __init__(
        self,
        pack: Pack,
        sessions: sessionmaker[Session],
        day: Callable[[], date],
        tongues: Tongues | None = None,
    ) -> None:
        self._tongues = tongues or Tongues(folder())
        self._merged, self._sessions, self._day = Merged(pack), sessions, day
        self._places = Listing(sessions)

    def now(self) -> World:
        day = self._day()
        return World(self._tongues.of(self._pack(day), spoken()), day, self._places)

    def _pack(self, day: date) -> Pack:
        try:
            with self._sessions() as opened:
                version = overlay_version(opened)
                return self._merged.on(day, version, lambda: current(opened), _report)
        except SQLAlchemyError as wrong:
            # Questions are answered while the database is away, with the figures last known.
            log.warning("local figures cannot be read now: %s", type(wrong).__name__)
            return self._merged.last_known(day, _report)


def _report(overlay: Overlay, fault: OverlayError) -> None:
    log.error("local figure %s does not fit the pack: %s", overlay.id, fault)


class Reply(Action):  # type: ignore[misc] # rasa-sdk is not typed
    def __init__(self, worlds: Worlds) -> None:
        self._worlds = worlds

    def name(self) -> str:
        return "action_reply"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        with speaking(_language(tracker)):
            world = self._worlds.now()
            heard = hear(tracker.latest_message, world.pack, world.day)
            answer, memory = reply(heard, Memory.of(tracker.get_slot("memory")), world)
        dispatcher.utter_message(json_message={**answer.plain(), "intent": heard.intent})
        return [SlotSet("memory", memory.plain())]


def _language(tracker: Tracker) -> str:
    """What the site says that the visitor reads; Chinese where it says nothing."""
    told = (tracker.latest_message.get("metadata") or {}).get("lang")
    return told if isinstance(told, str) and LANGUAGE.fullmatch(told) else OURS


def action(environ: Mapping[str, str] = os.environ) -> Reply:
    pack = named_pack(environ)
    sessions = make_sessions(make_engine(address(environ)))
    return Reply(Worlds(pack, sessions, today, Tongues(folder(environ))))
