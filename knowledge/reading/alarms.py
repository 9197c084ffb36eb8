"""How much a saying sounds like danger, from its characters: what the words of the rules do not foresee.

A linear model over single characters and pairs, learned by `bot.alarming` from the labelled sayings of the pack
and kept beside them as numbers, so that it speaks without Rasa, at once and at every door.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt
from typing import Any

KINDS = ("emergency", "distress", "fraud", "handoff")
EDGE = "\n"  # begins and ends every saying: "有人吗" alone is another thing than within a question

# A word alone (笑死) is too little to judge by: so many different characters it takes to be asked about, and to be sure.
ENOUGH = {"perhaps": 3, "sure": 5}


def grams(text: str) -> set[str]:
    """The characters of a tidy text and its pairs of neighbours."""
    bare = "".join(c for c in text if c.isalnum())
    framed = f"{EDGE}{bare}{EDGE}"
    return {*bare, *(framed[at : at + 2] for at in range(len(framed) - 1))} if bare else set()


class Alarms:
    """`learned` as `bot.alarming` writes it; without it nothing is ever heard."""

    def __init__(self, learned: Mapping[str, Any]) -> None:
        self._grams: Mapping[str, list[float]] = learned.get("grams", {})
        self._kinds: Mapping[str, Mapping[str, float]] = learned.get("kinds", {})

    def strengths(self, text: str) -> dict[str, float]:
        """For each kind how far a tidy text is beyond even odds, in log odds; empty if nothing is known."""
        known = [self._grams[gram] for gram in grams(text) if gram in self._grams]
        if not known:
            return {}
        length = sqrt(sum(row[0] ** 2 for row in known))
        return {
            kind: learned["bias"] + sum(row[at] for row in known) / length
            for at, (kind, learned) in enumerate(self._kinds.items(), 1)
        }

    def sure(self, text: str) -> list[str]:
        """The kinds that a tidy text speaks of almost certainly, the likeliest first."""
        return self._beyond(text, "sure")

    def perhaps(self, text: str) -> list[str]:
        """The kinds worth a gentle question, the likeliest first."""
        return self._beyond(text, "perhaps")

    def _beyond(self, text: str, level: str) -> list[str]:
        if len(set(text)) < ENOUGH[level]:
            return []
        over = {k: s - self._kinds[k][level] for k, s in self.strengths(text).items()}
        return sorted((kind for kind in over if over[kind] >= 0), key=lambda kind: -over[kind])
