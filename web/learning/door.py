"""The blueprint of what the bot is to be taught; knows none of it."""

from __future__ import annotations

from apiflask import APIBlueprint

ROLE = "editor"
bp = APIBlueprint("learning", __name__, url_prefix="/counter/learning", enable_openapi=False)
