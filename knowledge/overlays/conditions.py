"""Conditions that staff state: written as in the pack's files, but out of JSON, which has no dates.

Knows nothing of what a condition is for.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from knowledge import parsing
from knowledge.criteria import Condition, Criterion, leaves
from knowledge.overlays.statement import OverlayError
from knowledge.pack import FactSpec
from knowledge.references import condition_faults

DATES = ("on_or_after", "before")
NUMBERS = ("at_least", "below")


def criterion(data: Any, name: str, specs: Mapping[str, FactSpec]) -> Criterion:
    """The condition, over facts that exist and values they can have."""
    try:
        built = parsing.criterion(_dated(data, name))
    except parsing.Refused as wrong:
        path = "".join(f".{part}" for part in wrong.path)
        raise OverlayError(f"{name}{path}", wrong.says) from None
    for leaf in leaves(built):
        if isinstance(leaf, Condition):
            _check(leaf, name, specs)
    return built


def _check(leaf: Condition, name: str, specs: Mapping[str, FactSpec]) -> None:
    for fault in condition_faults(specs, leaf):
        raise OverlayError(name, fault)
    if leaf.comparison in NUMBERS and type(leaf.wanted) is not int:
        raise OverlayError(f"{name}.{leaf.comparison}", "要填整数，不带引号")


def _dated(data: Any, name: str) -> Any:
    """The same with dates where dates are compared."""
    if isinstance(data, list):
        return [_dated(part, name) for part in data]
    if not isinstance(data, Mapping):
        return data
    return {
        key: _date(value, f"{name}.{key}") if key in DATES else _dated(value, name)
        for key, value in data.items()
    }


def _date(value: Any, name: str) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise OverlayError(name, "日期写成 2026-01-31 这样") from None
