"""The blueprint that everything about keeping the directory true hangs on; knows none of it."""

from __future__ import annotations

from apiflask import APIBlueprint

bp = APIBlueprint("upkeep", __name__, enable_openapi=False)
