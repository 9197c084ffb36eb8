"""The three values a criterion can have, and what a judgement carries.

Knows nothing of single comparisons or of benefits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from knowledge.criteria import Condition


class Verdict(Enum):
    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"


MET, UNMET, UNKNOWN = Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN

ASSESSMENT = "assessment"  # the open point that a hint instead of an assessment leaves behind


@dataclass(frozen=True)
class Interval:
    """A value known only to lie between two bounds, both included (ages, dates)."""

    lo: Any
    hi: Any


class Reason(NamedTuple):
    """One leaf as a person reads it; `met` is true, false or None for unknown."""

    criterion: str
    fact: str | None
    met: bool | None


class Judgement(NamedTuple):
    """What a criterion says of some facts.

    `missing`: facts of the person it turns on. `opens`: points nobody has published that it rests on.
    `asks`: facts whose answer could still change the outcome, also from a qualified yes to a plain one.
    `ways`: where it is a no, each set of failing leaves that would have to change together to undo it;
    empty where some of what fails cannot be mended at all.
    """

    verdict: Verdict
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    ways: tuple[tuple[Condition, ...], ...] = ()


Facts = Mapping[str, Any]
AS_BOOL = {MET: True, UNMET: False, UNKNOWN: None}


def unique(parts: Iterable[tuple[Any, ...]]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(item for part in parts for item in part))
