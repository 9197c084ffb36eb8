"""A conversation with the actions alone: a plain word search stands in for the trained classifier."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.actions.hearing import hear
from bot.actions.memory import Memory, Search
from bot.actions.turn import reply
from bot.actions.world import Fitting, Place, World
from knowledge import search
from knowledge.pack import Pack
from knowledge.reading import reader_of
from knowledge.replies import Answer

TODAY = date(2026, 11, 24)
INTENTS = (
    ("check_eligibility", "能领(什么|啥|哪些)|能享受什么|够得上什么"),
    ("find_provider", "附近|有没有.*(养老院|托育|食堂)|区的(养老院|托育)|找.*(养老院|托育|机构)"),
    ("greet", "^(你好|您好|在吗)"),
    ("thanks", "谢谢"),
    ("out_of_scope", "股票|天气"),
)


class FakePlaces:
    """Three places in 海州区, none elsewhere; what was looked for is remembered."""

    def __init__(self) -> None:
        self.wanted: list[tuple[Search, Fitting]] = []

    def find(self, wanted: Search, fitting: Fitting) -> Sequence[Place]:
        self.wanted.append((wanted, fitting))
        if wanted.district not in ("海州区", None):
            return ()
        return [_place(str(number), wanted.kind or "") for number in (1, 2, 3)]

    def get(self, key: str) -> Place | None:
        return _place(key, "childcare")


def _place(key: str, kind: str) -> Place:
    return Place(key, f"示例{key}号", kind, "托育机构", "海州区新东街道", "", "", "", True)


@dataclass
class Talk:
    """Says one thing after another; the memory goes through JSON each time, as it does in Rasa."""

    pack: Pack
    places: FakePlaces = field(default_factory=FakePlaces)
    memory: Memory = field(default_factory=Memory)

    def say(self, text: str, day: date = TODAY) -> Answer:
        heard = hear(message(text, self.pack), self.pack, day)
        answer, memory = reply(heard, self.memory, World(self.pack, day, self.places))
        self.memory = Memory.of(memory.plain())
        return answer


_searches: dict[str, search.Search] = {}


def message(text: str, pack: Pack) -> dict[str, object]:
    """As Rasa sends it: intent by a few patterns, topics by the word search."""
    if pack.version not in _searches:
        _searches[pack.version] = search.Search(pack)
    finder = _searches[pack.version]
    named = reader_of(pack).read(text, TODAY).topics[:1]
    searched = [entry.topic for entry in finder.find(text, 5) if entry.topic]
    found = dict.fromkeys((*named, *searched))
    confident = 0.9 if len(text) > 3 else 0.2
    topics = [{"id": topic, "confidence": confident / at} for at, topic in enumerate(found, 1)]
    intent = next((name for name, words in INTENTS if re.search(words, text)), "ask")
    strength = {"margin": confident / 2}
    return {"text": text, "intent": {"name": intent}, "topics": topics, "strength": strength}
