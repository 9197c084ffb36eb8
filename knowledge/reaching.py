"""Branches of a rule that can never be taken: a contradiction, or an alternative another one always precedes.

Tries the values at which comparisons change, fact by fact. Facts that derive from one another (a birth and an
age) are taken for independent, so a branch is refused only where no value at all could lead into it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from knowledge.comparisons import COMPARISONS
from knowledge.conditions import Condition
from knowledge.criteria import All, Any_, Criterion, leaves
from knowledge.pack import FactSpec, Version

Path = tuple[Any, ...]
Values = Mapping[str, frozenset[Any]]
NEVER = "永远走不到：{}，改条件或删去"


def unreachable(version: Version, specs: Mapping[str, FactSpec]) -> Iterator[tuple[str, Path]]:
    """What is wrong and where below the version it stands."""
    criteria = [version.when, *(rule.when for rule in version.amounts if rule.when)]
    values = _values(criteria, specs)
    yield from _branches(version.when, values, ("when",))
    within = _narrowed(version.when, values) or values
    for index, rule in enumerate(version.amounts):
        if index and version.amounts[index - 1].when is None:
            yield NEVER.format("前一项金额没有 when，总是它"), ("amounts", index)
        elif rule.when and _narrowed(rule.when, within) is None:
            yield NEVER.format("这项金额的条件和待遇的条件矛盾"), ("amounts", index, "when")


def _values(criteria: Iterable[Criterion], specs: Mapping[str, FactSpec]) -> Values:
    """For each fact the values worth trying: all there are, or those beside each threshold."""
    found: dict[str, set[Any]] = {}
    for leaf in (leaf for criterion in criteria for leaf in leaves(criterion)):
        if isinstance(leaf, Condition) and leaf.fact in specs:
            found.setdefault(leaf.fact, set()).update(_worth_trying(leaf, specs[leaf.fact]))
    return {fact: frozenset(values) for fact, values in found.items()}


def _worth_trying(leaf: Condition, spec: FactSpec) -> Iterator[Any]:
    if spec.type == "boolean":
        yield from (True, False)
    elif spec.options:
        yield from (value for value, _ in spec.options)
    elif isinstance(leaf.wanted, date):
        yield from (leaf.wanted + timedelta(days) for days in (-1, 0, 1))
    elif isinstance(leaf.wanted, int):
        low, high = spec.min or 0, spec.max if spec.max is not None else leaf.wanted + 1
        yield from (v for v in (leaf.wanted - 1, leaf.wanted, leaf.wanted + 1) if low <= v <= high)


def _narrowed(criterion: Criterion, values: Values) -> Values | None:
    """The values with which the criterion can hold; None where it cannot."""
    if isinstance(criterion, Condition):
        return _held(criterion, values)
    if isinstance(criterion, All):
        # Plain comparisons first: they narrow what the branches beside them may still see.
        for part in sorted(criterion.parts, key=lambda part: not isinstance(part, Condition)):
            narrowed = _narrowed(part, values)
            if narrowed is None:
                return None
            values = narrowed
    if isinstance(criterion, Any_) and all(_narrowed(p, values) is None for p in criterion.parts):
        return None
    return values


def _held(leaf: Condition, values: Values) -> Values | None:
    known = values.get(leaf.fact)
    if known is None:
        return values
    compare = COMPARISONS[leaf.comparison]
    held = frozenset(value for value in known if compare(value, leaf.wanted))
    return {**values, leaf.fact: held} if held else None


def _branches(criterion: Criterion, values: Values, path: Path) -> Iterator[tuple[str, Path]]:
    if isinstance(criterion, All):
        if _narrowed(criterion, values) is None:
            yield NEVER.format("几个条件互相矛盾"), path
            return
        plain = All(parts=tuple(p for p in criterion.parts if isinstance(p, Condition)))
        values = _narrowed(plain, values) or values
        for index, part in enumerate(criterion.parts):
            yield from _branches(part, values, (*path, "all", index))
    if isinstance(criterion, Any_):
        for index, part in enumerate(criterion.parts):
            here = (*path, "any", index)
            narrowed = _narrowed(part, values)
            others = (*criterion.parts[:index], *criterion.parts[index + 1 :])
            if narrowed is None:
                yield NEVER.format("和外面的条件矛盾"), here
            elif any(_always(other, narrowed, part) for other in others):
                yield NEVER.format("旁边已有一项总是先成立"), here
            else:
                yield from _branches(part, values, here)


def _always(other: Criterion, values: Values, part: Criterion) -> bool:
    """Whether a plain comparison beside `part` holds wherever `part` does, so that `part` adds nothing."""
    if not isinstance(other, Condition) or not other.plain or other.fact not in values:
        return False
    held = _held(other, values)
    facts = {leaf.fact for leaf in leaves(part) if isinstance(leaf, Condition)}
    return other.fact in facts and held is not None and held[other.fact] == values[other.fact]
