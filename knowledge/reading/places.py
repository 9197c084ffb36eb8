"""Places named in a text: the longest name wins, everyday words that happen to be names do not count.

Knows the pack's places, not what is done in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.pack import Place
from knowledge.reading.normalise import plain
from knowledge.reading.phrases import Found, Phrases

ROAD = re.compile("[东西南北中]?(?:路|大道|大街|街(?!道)|小区|花园|大厦|大学|医院)")
UNIT = re.compile("(?:街道|镇|乡)")
LIVING = re.compile(
    "(?:住|住在|家住|人在|家在|我在|俺在|户口在|户籍在|户口|老家|老家在|搬到|搬去|离|附近|到|俺是|我是)$"
)
HUKOU = re.compile(
    "(?:户口|户籍|户头)(?:都|就|还|本|簿|上)*(?:在|是|落在|落|迁到|迁在|迁往|迁去|挂在|写的是|属于|是在|:)*$"
)
HUKOU_AFTER = re.compile("(?:市|省|县|区|这边|那边|本地|老家|的|城里|农村)*(?:户口|户籍|户头)")
NOT_PLACES = ("连云港市", "连云港", "东海大学", "东海舰队", "新东方", "一家三口", "海州湾海鲜")


@dataclass(frozen=True)
class Located:
    """A place where the text names it; `hukou` where it is said of the household registration."""

    start: int
    end: int
    place: Place
    hukou: bool


class Gazetteer:
    """The names of one pack's places, ready to be looked for."""

    def __init__(self, places: Iterable[Place], words: Mapping[str, Any]) -> None:
        names = [(plain(name), place) for place in places for name in (place.name, *place.aliases)]
        self._names: Phrases[Place | None] = Phrases(
            [*names, *((word, None) for word in NOT_PLACES)]
        )
        self._weak = frozenset(words["weak_places"])
        self._elsewhere = Phrases((word, word) for word in words["elsewhere"])
        self._districts = frozenset(name for name, place in names if place.kind == "district")

    def find(self, text: str) -> list[Located]:
        found = []
        for one in self._names.longest(text):
            if one.what is not None and self._counts(text, one):
                end = self._with_unit(text, one)
                found.append(Located(one.start, end, one.what, _of_hukou(text, one.start, end)))
        return found

    def hukou_elsewhere(self, text: str) -> Found[str] | None:
        """A province or city outside that the household registration is said to be in."""
        return next(
            (one for one in self._elsewhere.longest(text) if _of_hukou(text, one.start, one.end)),
            None,
        )

    def _counts(self, text: str, one: Found[Place | None]) -> bool:
        said = text[one.start : one.end]
        if ROAD.match(text, one.end) and not UNIT.match(text, one.end):
            return said.endswith(("街道", "区", "县", "镇", "乡"))
        if said not in self._weak or UNIT.match(text, one.end):
            return True
        before = text[: one.start]
        return bool(LIVING.search(before)) or any(before.endswith(d) for d in self._districts)

    @staticmethod
    def _with_unit(text: str, one: Found[Place | None]) -> int:
        """海州湾街道 is one name even where only 海州湾 is listed."""
        unit = UNIT.match(text, one.end)
        return unit.end() if unit and not text[one.start : one.end].endswith(unit[0]) else one.end


def _of_hukou(text: str, start: int, end: int) -> bool:
    return bool(HUKOU.search(text[:start]) or HUKOU_AFTER.match(text, end))
