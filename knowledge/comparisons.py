"""The closed set of comparisons a criterion may use; an interval that straddles the wanted value is unknown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from knowledge.verdicts import Interval


def _between(value: Any, wanted: Any, holds: Callable[[Any, Any], bool]) -> bool | None:
    """`holds` at both ends of an interval, or None where the ends disagree."""
    if isinstance(value, Interval):
        low, high = holds(value.lo, wanted), holds(value.hi, wanted)
        return low if low == high else None
    return holds(value, wanted)


def _is(value: Any, wanted: Any) -> bool | None:
    if isinstance(value, Interval):
        if value.lo == value.hi:
            return bool(value.lo == wanted)
        return None if value.lo <= wanted <= value.hi else False
    return bool(value == wanted)


def _in(value: Any, wanted: Any) -> bool | None:
    return bool(value in wanted)


COMPARISONS: dict[str, Callable[[Any, Any], bool | None]] = {
    "is": _is,
    "in": _in,
    "at_least": lambda value, wanted: _between(value, wanted, lambda v, w: bool(v >= w)),
    "below": lambda value, wanted: _between(value, wanted, lambda v, w: bool(v < w)),
    "on_or_after": lambda value, wanted: _between(value, wanted, lambda v, w: bool(v >= w)),
    "before": lambda value, wanted: _between(value, wanted, lambda v, w: bool(v < w)),
}
