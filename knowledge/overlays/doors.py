"""Where to go: the door of one benefit, or an office's telephone and address on the web.

Knows nothing of amounts and conditions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from knowledge.overlays.revising import revised, wanted, with_benefit
from knowledge.overlays.statement import Overlay, OverlayError, only, phone, text, texts
from knowledge.pack import Apply, Pack

DOOR = ("where", "phone", "online", "documents")
OFFICE = ("phone", "website", "note", "address", "hours")


def apply(pack: Pack, overlay: Overlay, day: date) -> Pack:
    """`{where?, phone?, online?, documents?}` of a benefit; a telephone is said with the place."""
    value = overlay.value
    _something(value, DOOR)
    only(value, DOOR)
    benefit = wanted(pack.benefits, overlay.target, "待遇")
    old, facets = benefit.apply, dict(benefit.facets)
    where = text(value["where"], "value.where") if "where" in value else old.where
    if "phone" in value:
        where = f"{where}，电话 {phone(value['phone'], 'value.phone')}"
    online = text(value["online"], "value.online") if "online" in value else old.online
    papers = old.documents
    if "documents" in value:
        papers = texts(value["documents"], "value.documents")
        facets["papers"] = f"要带：{'、'.join(papers)}（{overlay.source}）。"
    if where != old.where:
        facets["where"] = f"{where}（{overlay.source}）。"
    # One mark covers place, papers and online door: it is confirmed once the place is.
    certainty = "cited" if "where" in value else old.certainty
    changed = replace(benefit, apply=Apply(where, papers, online, certainty), facets=facets)
    return with_benefit(pack, revised(changed, day, overlay.said))


def office(pack: Pack, overlay: Overlay, day: date) -> Pack:
    """`{phone?, website?, note?, address?, hours?}` of an office; the same on every day it is in force."""
    value = overlay.value
    _something(value, OFFICE)
    only(value, OFFICE)
    old = wanted(pack.offices, overlay.target, "部门")
    given: dict[str, Any] = {
        name: (phone if name == "phone" else text)(told, f"value.{name}")
        for name, told in value.items()
    }
    new = replace(old, **given)
    return replace(pack, offices={**pack.offices, old.id: new})


def _something(given: Mapping[str, Any], allowed: tuple[str, ...]) -> None:
    if not given:
        raise OverlayError("value", f"至少填一项：{'、'.join(allowed)}")
