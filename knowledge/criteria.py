"""Criteria as data, judged in three values: met, unmet, unknown (Kleene's logic, which is also SQL's).

Knows nothing of benefits, files or the day; `facts` are already derived (`knowledge.facts`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Union

from knowledge.comparisons import COMPARISONS
from knowledge.verdicts import AS_BOOL, MET, UNKNOWN, UNMET, Facts, Judgement, Reason, unique

ASSESSMENT = "assessment"  # the open point that a hint instead of an assessment leaves behind


@dataclass(frozen=True, kw_only=True)
class Node:
    """What every criterion may carry besides its own content."""

    open_if_met: tuple[str, ...] = ()
    unknown_if_met: tuple[str, ...] = ()

    @property
    def plain(self) -> bool:
        """Whether this node, when met, leaves nothing open of its own."""
        return not self.open_if_met and not self.unknown_if_met

    @property
    def can_be_clean(self) -> bool:
        """Whether some answers would make it met with nothing left open."""
        raise NotImplementedError

    @property
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
class Condition(Node):
    """One fact compared with one wanted value."""

    fact: str
    comparison: str
    wanted: Any
    because: str
    near_miss: str | None = None

    @property
    def can_be_clean(self) -> bool:
        return self.plain

    def _judge(self, facts: Facts) -> Judgement:
        value = facts.get(self.fact)
        if value is None:
            return self._unanswered(facts)
        held = COMPARISONS[self.comparison](value, self.wanted)
        reasons = (Reason(self.because, self.fact, held),)
        if held is None:
            return Judgement(UNKNOWN, reasons, (self.fact,), asks=(self.fact,))
        if held:
            return Judgement(MET, reasons)
        return Judgement(UNMET, reasons, blocks=(self,))

    def _unanswered(self, facts: Facts) -> Judgement:
        if self.fact == "care_level" and facts.get("care_hint"):
            hint, wanted = set(facts["care_hint"]), set(_as_tuple(self.wanted))
            asks = () if "care_level" in facts else ("care_level",)
            if hint <= wanted:
                reasons = (Reason(self.because, "care_hint", True),)
                return Judgement(MET, reasons, opens=(ASSESSMENT,), asks=asks)
            reasons = (Reason(self.because, "care_hint", None),)
            return Judgement(UNKNOWN, reasons, ("care_level",), asks=asks)
        asks = () if self.fact in facts else (self.fact,)
        if self.fact == "care_level" and not asks and "care_hint" not in facts:
            asks = ("care_hint",)
        return Judgement(UNKNOWN, (Reason(self.because, self.fact, None),), (self.fact,), asks=asks)


def _as_tuple(wanted: Any) -> tuple[Any, ...]:
    return tuple(wanted) if isinstance(wanted, (tuple, list, frozenset)) else (wanted,)


@dataclass(frozen=True, kw_only=True)
class Open(Node):
    """Something nobody knows yet: always unknown, whatever the person says."""

    point: str
    because: str

    @property
    def can_be_clean(self) -> bool:
        return False

    @property
    def can_be_met(self) -> bool:
        return False

    def _judge(self, facts: Facts) -> Judgement:
        return Judgement(UNKNOWN, (Reason(self.because, None, None),), opens=(self.point,))


@dataclass(frozen=True, kw_only=True)
class Test(Node):
    """A named Python function for what comparisons cannot say; it answers true, false or None."""

    __test__ = False  # not a pytest class
    name: str
    facts: tuple[str, ...]
    function: Callable[[Facts], bool | None]
    because: str

    @property
    def can_be_clean(self) -> bool:
        return self.plain

    def _judge(self, facts: Facts) -> Judgement:
        held = self.function(facts)
        reasons = (Reason(self.because, self.facts[0], held),)
        if held is None:
            asks = tuple(f for f in self.facts if f not in facts)
            return Judgement(UNKNOWN, reasons, self.facts, asks=asks)
        return Judgement(MET if held else UNMET, reasons)


@dataclass(frozen=True, kw_only=True)
class All(Node):
    """Every part must hold; one no settles it."""

    parts: tuple[Criterion, ...]

    @property
    def can_be_clean(self) -> bool:
        return self.plain and all(part.can_be_clean for part in self.parts)

    @property
    def can_be_met(self) -> bool:
        return not self.unknown_if_met and all(part.can_be_met for part in self.parts)

    def _judge(self, facts: Facts) -> Judgement:
        found = [part.judge(facts) for part in self.parts]
        reasons = unique(one.reasons for one in found)
        failed = [one for one in found if one.verdict is UNMET]
        if failed:
            # Only where every failing part can be mended is the whole near.
            blocks = unique(one.blocks for one in failed) if all(f.blocks for f in failed) else ()
            return Judgement(UNMET, reasons, blocks=blocks)
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

    @property
    def can_be_clean(self) -> bool:
        return self.plain and any(part.can_be_clean for part in self.parts)

    @property
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
        nearest = next((one.blocks for one in found if one.blocks), ())
        return Judgement(UNMET, reasons, blocks=nearest)

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

    @property
    def can_be_clean(self) -> bool:
        return self.plain

    def _judge(self, facts: Facts) -> Judgement:
        found = self.part.judge(facts)
        opposite = {MET: UNMET, UNMET: MET, UNKNOWN: UNKNOWN}[found.verdict]
        fact = found.reasons[0].fact
        reasons = (Reason(self.because, fact, AS_BOOL[opposite]),)
        return Judgement(opposite, reasons, found.missing, found.opens, found.asks)


Criterion = Union[Condition, Open, Test, All, Any_, Not]


def leaves(criterion: Criterion) -> tuple[Criterion, ...]:
    """Every leaf below a criterion, in reading order."""
    if isinstance(criterion, (All, Any_)):
        return tuple(leaf for part in criterion.parts for leaf in leaves(part))
    if isinstance(criterion, Not):
        return leaves(criterion.part)
    return (criterion,)
