"""Whole judgements remembered by the outcomes of their leaves, so that most people cost a look-up.

A rule sees a person only through its leaves, and a leaf has few outcomes: the same outcomes are the same
judgement. What is kept is immutable and right whoever asks, so threads may share it without a lock.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, Generic, TypeVar

from knowledge.criteria import Criterion, leaves
from knowledge.pack import Benefit, Version
from knowledge.verdicts import Facts

T = TypeVar("T")
AT_MOST = 4096  # judgements of one rule, some 10 MB; then it starts afresh


class Memory(Generic[T]):
    """What one version of one benefit said so far."""

    def __init__(self, version: Version) -> None:
        criteria = [version.when, *(rule.when for rule in version.amounts if rule.when)]
        self._outcomes = [leaf.outcome for leaf in _different(criteria)]
        self._kept: dict[Hashable, T] = {}

    def key(self, facts: Facts) -> Hashable:
        """Everything of a person that the rule can see."""
        return facts.get("applicant") is None, *[outcome(facts) for outcome in self._outcomes]

    def recall(self, key: Hashable) -> T | None:
        return self._kept.get(key)

    def keep(self, key: Hashable, said: T) -> T:
        if len(self._kept) >= AT_MOST:
            self._kept = {}
        self._kept[key] = said
        return said


def memory_of(benefit: Benefit, version: Version) -> Memory[T]:
    """The memory of this very version; a pack laid anew has new benefits, which remember nothing."""
    found: Memory[T] | None = benefit.memories.get(id(version))
    if found is None:
        found = benefit.memories.setdefault(id(version), Memory(version))
    return found


def _different(criteria: list[Criterion]) -> list[Any]:
    """Leaves that can differ in their outcome, each once: which reason one gives is no matter here."""
    found: dict[tuple[Any, ...], Any] = {}
    for leaf in (leaf for criterion in criteria for leaf in leaves(criterion)):
        found.setdefault(leaf.asks_of_facts, leaf)
    return list(found.values())
