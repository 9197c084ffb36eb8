"""The people of a case as they are kept: answers, when each was told, and whether the private ones may be kept.

Knows no form and no page; what follows from the facts is `knowledge`'s.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from knowledge.ageing import aged
from knowledge.pack import Pack
from knowledge.packing import packed, unpacked


@dataclass
class CasePerson:
    """One person; `label` is a word such as 我妈, never a name; `told` is the day of each answer."""

    key: str
    label: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    told: dict[str, date] = field(default_factory=dict)
    consent: bool = False  # to keep what is sensitive

    def facts(self, pack: Pack, day: date) -> dict[str, Any]:
        """What is known of them on `day`: whoever told their age a year ago is older now."""
        known = {name: value for name, value in self.answers.items() if name in pack.facts}
        return aged(pack, known, self.told, day)

    def plain(self) -> dict[str, Any]:
        told = {name: day.isoformat() for name, day in self.told.items()}
        return {
            "key": self.key,
            "label": self.label,
            "answers": packed(self.answers),
            "told": told,
            "consent": self.consent,
        }

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> CasePerson:
        told = {name: date.fromisoformat(day) for name, day in kept["told"].items()}
        return cls(kept["key"], kept["label"], unpacked(kept["answers"]), told, kept["consent"])
