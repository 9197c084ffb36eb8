"""Facts as JSON and back, for whoever keeps them between two requests. Knows no store and no rule."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from knowledge.verdicts import Interval


def packed(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _packed(value) for name, value in facts.items()}


def unpacked(kept: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _unpacked(value) for name, value in kept.items()}


def _packed(value: Any) -> Any:
    if isinstance(value, Interval):
        return {"lo": _packed(value.lo), "hi": _packed(value.hi)}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return {"any": sorted(value)} if isinstance(value, (set, frozenset)) else value


def _unpacked(value: Any) -> Any:
    if not isinstance(value, Mapping):
        return value
    if "lo" in value:
        return Interval(_unpacked(value["lo"]), _unpacked(value["hi"]))
    return date.fromisoformat(value["day"]) if "day" in value else frozenset(value["any"])
