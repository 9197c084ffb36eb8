"""What every criterion has: a verdict on facts, and what may stay open although it is met.

Knows nothing of single comparisons or of how criteria combine.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from knowledge.verdicts import MET, UNKNOWN, Facts, Judgement, unique


@dataclass(frozen=True, kw_only=True)
class Node:
    """What every criterion may carry besides its own content."""

    open_if_met: tuple[str, ...] = ()
    unknown_if_met: tuple[str, ...] = ()

    @cached_property
    def plain(self) -> bool:
        """Whether this node, when met, leaves nothing open of its own."""
        return not self.open_if_met and not self.unknown_if_met

    @cached_property
    def can_be_clean(self) -> bool:
        """Whether some answers would make it met with nothing left open."""
        return self.plain

    @cached_property
    def can_be_met(self) -> bool:
        """Whether any answers at all would make it met, be it with something left open."""
        return not self.unknown_if_met

    def judge(self, facts: Facts) -> Judgement:
        found = self._judge(facts)
        if found.verdict is not MET or self.plain:
            return found
        if self.unknown_if_met:
            opens = unique([found.opens, self.unknown_if_met])
            return found._replace(verdict=UNKNOWN, opens=opens, missing=(), asks=())
        return found._replace(opens=unique([found.opens, self.open_if_met]), asks=())

    def _judge(self, facts: Facts) -> Judgement:
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class Leaf(Node):
    """A criterion without parts: which of its `outcomes` it has is all that facts decide."""

    because: str

    @cached_property
    def outcomes(self) -> tuple[Judgement, ...]:
        raise NotImplementedError

    @cached_property
    def asks_of_facts(self) -> tuple[Any, ...]:
        """What its outcome hangs on: two leaves that ask the same always have the same outcome."""
        raise NotImplementedError

    def outcome(self, facts: Facts) -> int:
        raise NotImplementedError

    def _judge(self, facts: Facts) -> Judgement:
        return self.outcomes[self.outcome(facts)]
