"""Who answers the telephone and when: the hotlines, and the hours of our own desk.

Knows nothing of benefits.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from knowledge import desk_hours
from knowledge.overlays.statement import Overlay, OverlayError, only, text
from knowledge.pack import Hotline, Pack

DESK = "desk"
HOTLINE = ("name", "purpose", "note")
NUMBER = re.compile(
    r"[0-9]{3,5}"
)  # as the pack's own: a hotline is short, an office has the long numbers


def hotline(pack: Pack, overlay: Overlay, day: date) -> Pack:
    """`{name, purpose, note?}` of the hotline whose number is the target; a new number adds one."""
    only(overlay.value, HOTLINE)
    number = overlay.target
    if not NUMBER.fullmatch(number):
        raise OverlayError("target", "热线号码只写 3 到 5 位数字，如 12345；座机写到部门电话里")
    name, purpose = (text(overlay.value.get(f), f"value.{f}") for f in ("name", "purpose"))
    note = overlay.value.get("note")
    new = Hotline(
        number, name, purpose, "cited", overlay.source if note is None else text(note, "value.note")
    )
    return replace(pack, hotlines={**pack.hotlines, number: new})


def hours(pack: Pack, overlay: Overlay, day: date) -> Pack:
    """`{spans}` on working days, `08:30-12:00,14:00-17:30`: when a handoff finds somebody."""
    only(overlay.value, ("spans",))
    if overlay.target != DESK:
        raise OverlayError("target", f"人工服务时间只有一份，target 写 {DESK}")
    spans = text(overlay.value.get("spans"), "value.spans")
    try:
        desk_hours.read(spans)
    except desk_hours.BadHours:
        says = f"时间写成 {desk_hours.LIKE} 这样，早的在前，不重叠"
        raise OverlayError("value.spans", says) from None
    return replace(pack, desk_hours=spans)
