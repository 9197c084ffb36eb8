"""Whom a message concerns and which side it is on: old people, small children, institutions, carers.

Weighs words, the people named and the facts found; undecided stays None.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.reading.mentions import Mention, Named
from knowledge.reading.people import applicant_of
from knowledge.reading.phrases import Phrases

SIDE_OF = {"resident": "eldercare", "child": "childcare"}
AUDIENCE_OF = {side: who for who, side in SIDE_OF.items()}


@dataclass(frozen=True)
class Subject:
    """The side and the kind of person asking, where a message tells."""

    side: str | None
    audience: str | None


class Subjects:
    """The words for sides of one pack."""

    def __init__(
        self, sides: Mapping[str, Iterable[str]], kinds: Mapping[str, Iterable[str]]
    ) -> None:
        words = [(w, s) for s in ("eldercare", "childcare") for w in (*sides[s], *kinds[s])]
        self._sides: Phrases[str] = Phrases(words)
        self._provider = Phrases((word, None) for word in sides["provider"])
        self._worker = Phrases((word, None) for word in sides["worker"])

    def judge(self, text: str, named: Iterable[Named], mentions: Iterable[Mention]) -> Subject:
        side = self._side(text, named, mentions)
        if self._worker.any(text):
            return Subject(side, "worker")
        if self._provider.any(text):
            return Subject(side, "provider")
        return Subject(side, AUDIENCE_OF.get(side or ""))

    def words_say(self, text: str) -> str | None:
        """The side by its words alone."""
        return _heavier(self._word_weights(text))

    def _side(self, text: str, named: Iterable[Named], mentions: Iterable[Mention]) -> str | None:
        weights = self._word_weights(text)
        for mention in mentions:
            side = SIDE_OF.get(applicant_of(mention.fact) or "")
            if side:
                weights[side] += 3
        for one in named:
            side = SIDE_OF.get(one.relation.applicant or "")
            if side and not one.relation.weak:
                weights[side] += 1
        return _heavier(weights)

    def _word_weights(self, text: str) -> dict[str, int]:
        weights = {"eldercare": 0, "childcare": 0}
        for side, _ in {(one.what, text[one.start : one.end]) for one in self._sides.longest(text)}:
            weights[side] += 2
        return weights


def _heavier(weights: Mapping[str, Any]) -> str | None:
    elder, child = weights["eldercare"], weights["childcare"]
    if elder == child:
        return None
    return "eldercare" if elder > child else "childcare"
