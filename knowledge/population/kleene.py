"""A criterion as two columns: whether it is met (NULL: unknown), and whether it is met with something left open.

The SQL twin of `judge` in `knowledge.criteria` and `knowledge.conditions`; knows no status and no strength.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from functools import reduce
from typing import Any, NamedTuple

import ibis

from knowledge.conditions import Condition, Open, Test
from knowledge.criteria import All, Any_, Criterion, Not
from knowledge.population.leaves import People

UNKNOWN = ibis.null("boolean")
NO = ibis.literal(False)


class Column(NamedTuple):
    """`met` is NULL where it is not known; `open` is read only where `met` is true."""

    met: Any
    open: Any


def column(criterion: Criterion, people: People) -> Column:
    """A criterion and everything below it."""
    found = SHAPES[type(criterion)](criterion, people)
    if criterion.unknown_if_met:
        return Column(ibis.ifelse(found.met, UNKNOWN, found.met), NO)
    return Column(found.met, ibis.literal(True)) if criterion.open_if_met else found


def _all(criterion: All, people: People) -> Column:
    parts = [column(part, people) for part in criterion.parts]
    return Column(_every(part.met for part in parts), _some(part.open for part in parts))


def _any(criterion: Any_, people: People) -> Column:
    """Among the parts that are met the one with nothing open speaks."""
    parts = [column(part, people) for part in criterion.parts]
    clean = _some(part.met & ~part.open for part in parts)
    return Column(_some(part.met for part in parts), ~ibis.coalesce(clean, NO))


def _not(criterion: Not, people: People) -> Column:
    return Column(~column(criterion.part, people).met, NO)


def _open(criterion: Open, people: People) -> Column:
    return Column(UNKNOWN, NO)


def _leaf(criterion: Condition | Test, people: People) -> Column:
    """A leaf's own column; while there is no assessment, a hint that is a yes waits for it."""
    waits = isinstance(criterion, Condition) and criterion.fact == "care_level"
    return Column(people.leaf(criterion), people.unassessed() if waits else NO)


def _every(parts: Any) -> Any:
    return reduce(operator.and_, parts)


def _some(parts: Any) -> Any:
    return reduce(operator.or_, parts)


SHAPES: dict[type, Callable[[Any, People], Column]] = {
    All: _all,
    Any_: _any,
    Not: _not,
    Open: _open,
    Test: _leaf,
    Condition: _leaf,
}
