"""Danger first: what must be answered before anything else, by the words of the pack and by what was learned.

`emergency` is a life at risk now, `fraud` somebody being cheated, `distress` somebody who does not want to live.
Built to miss nothing that is happening, and not to cry wolf over questions about 急诊报销 or 急救培训.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from knowledge.reading.alarms import Alarms
from knowledge.reading.phrases import Found, Phrases

ORDER = ("emergency", "distress", "fraud")


def _phrases(words: Iterable[str]) -> Phrases[None]:
    return Phrases((word, None) for word in words)


class Safety:
    """The alarm words of one pack; every text given must be tidy already."""

    def __init__(self, words: Mapping[str, Any], learned: Mapping[str, Any]) -> None:
        self._learned = Alarms(learned)
        emergency = words["emergency"]
        self._now, self._signs = _phrases(emergency["now"]), _phrases(emergency["signs"])
        self._urgent, self._calm = _phrases(emergency["urgent"]), _phrases(emergency["calm"])
        self._never = _phrases(emergency["never"])
        self._kinds = {
            kind: (_phrases(words[kind]["say"]), _phrases(words[kind]["unless"]))
            for kind in ("distress", "fraud")
        }
        self._person = _phrases(words["handoff"]), _phrases(words["handoff_unless"])
        self._others = {kind: _phrases(words[kind]) for kind in ("mistreatment", "insult")}

    def alarm(self, text: str) -> str | None:
        """The most pressing danger a text speaks of, or None."""
        return self.ruled(text) or next((k for k in self._sure(text) if k in ORDER), None)

    def ruled(self, text: str) -> str | None:
        """The same by the words of the pack alone, which name what is happening and do not guess."""
        if self._emergency(text):
            return "emergency"
        return next((kind for kind in ORDER[1:] if _holds(text, *self._kinds[kind])), None)

    def perhaps(self, text: str) -> str | None:
        """What a text that raised no alarm may still be about: a danger, or `handoff`. Worth a gentle question."""
        return next(iter(self._learned.perhaps(text)), None)

    def wants_person(self, text: str) -> bool:
        return _holds(text, *self._person) or "handoff" in self._sure(text)

    def _sure(self, text: str) -> list[str]:
        """What was learned is believed at once only where no word of the pack says that it is something else."""
        spares = {
            "emergency": (self._never, self._calm),
            "handoff": self._person[1:],
            **{kind: (unless,) for kind, (_, unless) in self._kinds.items()},
        }
        heard = self._learned.sure(text)
        return [kind for kind in heard if not any(words.any(text) for words in spares[kind])]

    def speaks_of(self, kind: str, text: str) -> bool:
        """Whether a text tells of `mistreatment`, or is an `insult`."""
        return self._others[kind].any(text)

    def _emergency(self, text: str) -> bool:
        never = self._never.all(text)
        calm = self._calm.any(text)
        if _outside(self._now.all(text), never):
            return not calm or self._urgent.any(text)
        return bool(_outside(self._signs.all(text), never)) and not calm


def _holds(text: str, say: Phrases[None], unless: Phrases[None]) -> bool:
    return bool(_outside(say.all(text), unless.all(text)))


def _outside(found: Iterable[Found[None]], spared: list[Found[None]]) -> list[Found[None]]:
    """What is left once the expressions that only sound alike are taken away."""
    return [
        one
        for one in found
        if not any(other.start < one.end and one.start < other.end for other in spared)
    ]
