"""Criteria as data, judged in three values: met, unmet, unknown (Kleene's logic, which is also SQL's).

Knows nothing of benefits, files or the day; `facts` are already derived (`knowledge.facts`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Union

from knowledge.conditions import Condition, Open, Test
from knowledge.nodes import Leaf, Node
from knowledge.verdicts import AS_BOOL, MET, UNKNOWN, UNMET, Facts, Judgement, Reason, unique

__all__ = ["All", "Any_", "Condition", "Criterion", "Leaf", "Node", "Not", "Open", "Test", "leaves"]


@dataclass(frozen=True, kw_only=True)
class All(Node):
    """Every part must hold; one no settles it."""

    parts: tuple[Criterion, ...]

    @cached_property
    def can_be_clean(self) -> bool:
        return self.plain and all(part.can_be_clean for part in self.parts)

    @cached_property
    def can_be_met(self) -> bool:
        return not self.unknown_if_met and all(part.can_be_met for part in self.parts)

    def _judge(self, facts: Facts) -> Judgement:
        found = [part.judge(facts) for part in self.parts]
        reasons = unique(one.reasons for one in found)
        failed = [one for one in found if one.verdict is UNMET]
        if failed:
            return Judgement(UNMET, reasons, ways=_together(failed))
        opens, asks = unique(one.opens for one in found), unique(one.asks for one in found)
        unknown = [one for one in found if one.verdict is UNKNOWN]
        if unknown:
            return Judgement(UNKNOWN, reasons, unique(u.missing for u in unknown), opens, asks)
        return Judgement(MET, reasons, (), opens, asks)


@dataclass(frozen=True, kw_only=True)
class Any_(Node):  # noqa: N801 - `Any` is typing's
    """One part is enough; among several that hold, the one that leaves least open speaks."""

    parts: tuple[Criterion, ...]
    because: str | None = None

    @cached_property
    def can_be_clean(self) -> bool:
        return self.plain and any(part.can_be_clean for part in self.parts)

    @cached_property
    def can_be_met(self) -> bool:
        return not self.unknown_if_met and any(part.can_be_met for part in self.parts)

    def _judge(self, facts: Facts) -> Judgement:
        found = [part.judge(facts) for part in self.parts]
        reasons = unique(one.reasons for one in found)
        met = [one for one in found if one.verdict is MET]
        if met:
            best = min(met, key=lambda one: len(one.opens))
            asks = self._could_be_cleaner(found) if best.opens else ()
            return Judgement(MET, reasons, (), best.opens, unique([best.asks, asks]))
        unknown = [one for one in found if one.verdict is UNKNOWN]
        if unknown:
            opens = unique(one.opens for one in unknown)
            turning = self._could_decide(found)
            missing = unique(one.missing for one in turning)
            return Judgement(UNKNOWN, reasons, missing, opens, unique(o.asks for o in turning))
        return Judgement(UNMET, reasons, ways=unique(one.ways for one in found))

    def _could_decide(self, found: list[Judgement]) -> list[Judgement]:
        """The unknown parts whose answers could still change the whole.

        Once one part stays unknown whatever the person says, only a part that can be met matters.
        """
        unknown = [
            (part, one)
            for part, one in zip(self.parts, found, strict=True)
            if one.verdict is UNKNOWN
        ]
        settled = any(not one.missing for _, one in unknown)
        return [one for part, one in unknown if part.can_be_met or not settled]

    def _could_be_cleaner(self, found: list[Judgement]) -> tuple[str, ...]:
        """Facts that could turn another part into a plain yes."""
        pairs = zip(self.parts, found, strict=True)
        return unique(
            one.asks for part, one in pairs if one.verdict is UNKNOWN and part.can_be_clean
        )


@dataclass(frozen=True, kw_only=True)
class Not(Node):
    """The opposite of a part."""

    part: Criterion
    because: str

    def _judge(self, facts: Facts) -> Judgement:
        found = self.part.judge(facts)
        opposite = {MET: UNMET, UNMET: MET, UNKNOWN: UNKNOWN}[found.verdict]
        fact = found.reasons[0].fact
        reasons = (Reason(self.because, fact, AS_BOOL[opposite]),)
        return Judgement(opposite, reasons, found.missing, found.opens, found.asks)


Criterion = Union[Condition, Open, Test, All, Any_, Not]


def _together(failed: list[Judgement]) -> tuple[tuple[Condition, ...], ...]:
    """One way from each failing part, in every combination; none where one part has none."""
    return tuple(unique(each) for each in product(*(one.ways for one in failed)))


def leaves(criterion: Criterion) -> tuple[Condition | Open | Test, ...]:
    """Every leaf below a criterion, in reading order."""
    if isinstance(criterion, (All, Any_)):
        return tuple(leaf for part in criterion.parts for leaf in leaves(part))
    if isinstance(criterion, Not):
        return leaves(criterion.part)
    return (criterion,)
