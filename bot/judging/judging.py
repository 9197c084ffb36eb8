"""What a user would have got: each ranked question through the real actions, compared with what was wanted.

Knows nothing of how the ranking came about. A button that is offered counts by what pressing it answers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from typing import Any

from bot.actions.hearing import hear
from bot.actions.memory import Memory, Search
from bot.actions.turn import reply
from bot.actions.world import Fitting, Place, World
from knowledge.pack import Pack
from knowledge.replies import Answer

Z = 1.96  # 95 %
BUTTONS = 4


class NoPlaces:
    """No institution anywhere: what is judged is understanding, not the directory."""

    def find(self, wanted: Search, fitting: Fitting) -> Sequence[Place]:
        return ()

    def get(self, key: str) -> Place | None:
        return None


@dataclass(frozen=True)
class Judged:
    """`verdict` is right, offered, wrong (answered something else) or missed (offered nothing that fits)."""

    row: Mapping[str, Any]
    verdict: str
    outcome: str
    topic: str | None
    margin: float


class Judge:
    def __init__(self, pack: Pack, day: date, ranked: Mapping[str, Any]) -> None:
        self._world = World(pack, day, NoPlaces())
        self._ranked = ranked

    def judge(self, row: Mapping[str, Any]) -> Judged:
        heard = self._ranked[row["text"]]
        answer, memory = self.say(row["text"])
        topics = heard["topics"]
        return Judged(
            row,
            self._verdict(row, answer, memory),
            answer.outcome,
            topics[0]["id"] if topics else None,
            heard["strength"]["margin"],
        )

    def say(self, text: str, memory: Memory | None = None) -> tuple[Answer, Memory]:
        pack, day = self._world.pack, self._world.day
        known = self._ranked.get(text, {"intent": {"name": "ask"}, "topics": []})
        message = {"text": text, **known}
        return reply(hear(message, pack, day), memory or Memory(), self._world)

    def _verdict(self, row: Mapping[str, Any], answer: Answer, memory: Memory) -> str:
        named = names(answer, row["id"])
        # An answer shows its cards, even where it ends in a question of its own.
        if answer.outcome == "answered" or any(reply.cards for reply in answer.replies):
            return "right" if named else "wrong"
        if named or self._offered(row["id"], answer, memory):
            return "offered"
        return "missed"

    def _offered(self, wanted: str, answer: Answer, memory: Memory) -> bool:
        buttons = [button.payload for each in answer.replies for button in each.buttons]
        pressed = (self.say(payload, memory)[0] for payload in buttons[:BUTTONS])
        return any(names(each, wanted) for each in pressed)


def names(answer: Answer, wanted: str) -> bool:
    return any(ref.partition(":")[2] == wanted for ref in answer.refs)


def interval(hits: int, of: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    if not of:
        return 0.0, 1.0
    share, square = hits / of, Z * Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    spread = Z * sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return max(0.0, middle - spread), min(1.0, middle + spread)


def macro_f1(pairs: Sequence[tuple[str, str | None]]) -> float:
    """Mean over the wanted topics of the F1 of first guesses."""
    scores = []
    for topic in {wanted for wanted, _ in pairs}:
        both = sum(wanted == guess == topic for wanted, guess in pairs)
        all_of = sum((wanted == topic) + (guess == topic) for wanted, guess in pairs)
        scores.append(2 * both / all_of if all_of else 0.0)
    return sum(scores) / len(scores) if scores else 0.0


def risk_curve(judged: Sequence[Judged]) -> list[tuple[float, float]]:
    """Share answered by the surest first, and the share of those whose first topic is wrong."""
    surest = sorted(judged, key=lambda each: -each.margin)
    wrong, points = 0, []
    for count, each in enumerate(surest, 1):
        wrong += each.topic != each.row["topic"]
        points.append((count / len(surest), wrong / count))
    return points
