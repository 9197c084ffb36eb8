"""Everything a text states that can become a fact, with its place: ages, births, situations, counts, registration.

Decides between readings of one number; whom a fact belongs to is for `people`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from knowledge.reading import numbers
from knowledge.reading.ages import adult_age
from knowledge.reading.births import births
from knowledge.reading.child_ages import child_age, sayings
from knowledge.reading.mentions import Mention, Scene
from knowledge.reading.numbers import Number
from knowledge.reading.people import MYSELF
from knowledge.reading.phrases import Phrases
from knowledge.reading.places import Gazetteer, Located
from knowledge.reading.quantities import quantity
from knowledge.reading.words import Situations

RANGE = re.compile(r"\s*(?:-|~|到|至|—)\s*")
COUNTED = re.compile("周岁|岁|个月|月龄")
INSTEAD = re.compile(r"不是[^,。!?;]{1,6}[, ]?(?:而)?(?:,)?是")
NOT_FACTS = frozenset(("money", "kwh"))
GROWN = 45  # younger people are not the ones a benefit for the old is asked for


class FactFinder:
    """One pack's words for facts."""

    def __init__(self, words: Mapping[str, Any], gazetteer: Gazetteer) -> None:
        self._situations = Situations(words["facts"], words["guards"])
        self._gazetteer = gazetteer
        self._corrections = Phrases((word, None) for word in words["corrections"])
        self._for = {row["fact"]: row["for"] for row in words["facts"] if "for" in row}

    def find(self, scene: Scene, located: Iterable[Located], today: date) -> list[Mention]:
        """Everything stated, in reading order."""
        found = [*births(scene, today), *sayings(scene.text)]
        found += self._numbers(scene, found)
        found += self._situations.find(scene)
        found += self._registration(scene.text, located, found)
        return sorted(found, key=lambda mention: mention.start)

    def corrects(self, text: str) -> bool:
        """Whether a message takes back something said before."""
        return self._corrections.any(text) or bool(INSTEAD.search(text))

    def suited(self, mentions: Iterable[Mention], audience: str | None) -> list[Mention]:
        """Without what only an institution or a carer could have meant of themselves."""
        family = audience in ("resident", "child")
        return [
            m
            for m in mentions
            if self._for.get(m.fact) in (None, audience)
            and not (family and m.fact.startswith("provider_"))
        ]

    @staticmethod
    def _numbers(scene: Scene, taken: list[Mention]) -> Iterator[Mention]:
        done = 0
        for number in _ranged(scene.text, numbers.find(scene.text)):
            if number.start < done or any(
                number.start < m.end and m.start < number.end for m in taken
            ):
                continue
            mention = (
                child_age(number, scene) or adult_age(number, scene) or quantity(number, scene.text)
            )
            if mention and not _too_young(mention, scene):
                done = mention.end
                yield mention

    def _registration(
        self, text: str, located: Iterable[Located], found: list[Mention]
    ) -> Iterator[Mention]:
        """户口在东海 is a local registration, 户口在安徽 is not."""
        if any(m.fact == "local_hukou" for m in found):
            return
        here = next((one for one in located if one.hukou), None)
        if here:
            yield Mention(here.start, here.end, "local_hukou", True)
            return
        away = self._gazetteer.hukou_elsewhere(text)
        if away:
            yield Mention(away.start, away.end, "local_hukou", False)


def _too_young(mention: Mention, scene: Scene) -> bool:
    hi = getattr(mention.value, "hi", mention.value)
    if mention.fact != "age" or hi >= GROWN or "残" in scene.text:
        return False
    return not MYSELF.search(scene.text[: mention.start])


def _ranged(text: str, found: list[Number]) -> Iterator[Number]:
    """Two numbers joined into one where they are the ends of a range (0-3岁, 七十到八十岁)."""
    waiting: Number | None = None
    for number in found:
        link = RANGE.fullmatch(text, waiting.end, number.start) if waiting else None
        if waiting and link and COUNTED.match(text, number.end) and waiting.lo < number.hi:
            under = number.hi - 1 if waiting.lo == 0 else number.hi
            waiting = Number(waiting.start, number.end, waiting.lo, under, number.digits)
            continue
        if waiting:
            yield waiting
        waiting = number
    if waiting:
        yield waiting
