"""The blueprint of the counter, who may open it and when its screen empties. Knows no page."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint

ROLES = ("advisor", "editor")
CLEAR_AFTER_SECONDS = (
    180  # a desk where nobody has touched a key for so long shows the next client nothing
)
bp = APIBlueprint("counter", __name__, url_prefix="/counter", enable_openapi=False)


@bp.context_processor
def _leaving() -> dict[str, Any]:
    return {"clear_after": CLEAR_AFTER_SECONDS}
