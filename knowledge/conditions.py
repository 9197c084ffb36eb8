"""The leaves of a criterion: one fact compared, an open point, a named test.

A leaf has few outcomes, all known before anybody asks; that is what lets `eligibility` remember whole judgements.
Knows nothing of how leaves combine, of benefits or of the day.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any

from knowledge.comparisons import COMPARISONS
from knowledge.heard import Heard
from knowledge.nodes import Leaf
from knowledge.verdicts import ASSESSMENT, MET, UNKNOWN, UNMET, Facts, Judgement, Reason

HELD, FAILED, STRADDLES, ABSENT, NOT_KNOWN = range(5)
HINT_INSIDE, HINT_OUTSIDE, NO_HINT_EITHER = 5, 7, 9  # a hint's outcome + 1 once the level was asked


@dataclass(frozen=True, kw_only=True)
class Condition(Leaf):
    """One fact compared with one wanted value."""

    fact: str
    comparison: str
    wanted: Heard[Any]
    near_miss: str | None = None

    @cached_property
    def _compare(self) -> Callable[[Any, Any], bool | None]:
        return COMPARISONS[self.comparison]

    @cached_property
    def asks_of_facts(self) -> tuple[Any, ...]:
        return self.fact, self.comparison, self.wanted

    def outcome(self, facts: Facts) -> int:
        value = facts.get(self.fact)
        if value is None:
            return self._unanswered(facts)
        held = self._compare(value, self.wanted)
        return STRADDLES if held is None else FAILED - held

    def _unanswered(self, facts: Facts) -> int:
        asked = self.fact in facts
        if self.fact == "care_level":
            hint = facts.get("care_hint")
            if hint:
                wanted = self.wanted if isinstance(self.wanted, frozenset) else {self.wanted}
                return (HINT_INSIDE if wanted.issuperset(hint) else HINT_OUTSIDE) + asked
            if asked and "care_hint" not in facts:
                return NO_HINT_EITHER
        return ABSENT + asked

    @cached_property
    def outcomes(self) -> tuple[Judgement, ...]:
        fact = (self.fact,)
        held, failed, open_ = (self._because(met) for met in (True, False, None))
        answers = (
            Judgement(MET, held),
            Judgement(UNMET, failed, ways=((self,),)),
            Judgement(UNKNOWN, open_, fact, asks=fact),
            Judgement(UNKNOWN, open_, fact, asks=fact),
            Judgement(UNKNOWN, open_, fact),
        )
        return (*answers, *self._hinted()) if self.fact == "care_level" else answers

    def _hinted(self) -> tuple[Judgement, ...]:
        """What a family's hint says while there is no assessment."""
        fact = (self.fact,)
        inside, outside = (self._because(met, "care_hint") for met in (True, None))
        return (
            Judgement(MET, inside, opens=(ASSESSMENT,), asks=fact),
            Judgement(MET, inside, opens=(ASSESSMENT,)),
            Judgement(UNKNOWN, outside, fact, asks=fact),
            Judgement(UNKNOWN, outside, fact),
            Judgement(UNKNOWN, self._because(None), fact, asks=("care_hint",)),
        )

    def _because(self, met: bool | None, fact: str | None = None) -> tuple[Reason, ...]:
        return (Reason(self.because, fact or self.fact, met),)


@dataclass(frozen=True, kw_only=True)
class Open(Leaf):
    """Something nobody knows yet: always unknown, whatever the person says."""

    point: str

    @cached_property
    def can_be_clean(self) -> bool:
        return False

    @cached_property
    def can_be_met(self) -> bool:
        return False

    @cached_property
    def asks_of_facts(self) -> tuple[Any, ...]:
        return ()

    def outcome(self, facts: Facts) -> int:
        return 0

    @cached_property
    def outcomes(self) -> tuple[Judgement, ...]:
        return (Judgement(UNKNOWN, (Reason(self.because, None, None),), opens=(self.point,)),)


@dataclass(frozen=True, kw_only=True)
class Test(Leaf):
    """A named Python function for what comparisons cannot say; it answers true, false or None."""

    __test__ = False  # not a pytest class
    name: str
    facts: tuple[str, ...]
    function: Callable[[Facts], bool | None]

    @cached_property
    def asks_of_facts(self) -> tuple[Any, ...]:
        return (self.name,)

    def outcome(self, facts: Facts) -> int:
        held = self.function(facts)
        if held is not None:
            return FAILED - held
        return 2 + self._askable.index(tuple(fact for fact in self.facts if fact not in facts))

    @cached_property
    def _askable(self) -> list[tuple[str, ...]]:
        """Every choice of facts that may not have been asked yet."""
        counts = range(len(self.facts) + 1)
        return [some for count in counts for some in combinations(self.facts, count)]

    @cached_property
    def outcomes(self) -> tuple[Judgement, ...]:
        held, failed, open_ = (
            (Reason(self.because, self.facts[0], m),) for m in (True, False, None)
        )
        unknown = (Judgement(UNKNOWN, open_, self.facts, asks=asks) for asks in self._askable)
        return (Judgement(MET, held), Judgement(UNMET, failed), *unknown)
