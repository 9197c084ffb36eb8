"""A case's decisions on a day as plain data, what has changed since the last ones, and what time alone will change.

Every decision is `knowledge`'s. The stamp says under which rules, local figures and day they were made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from knowledge.ageing import ahead, rank, turned
from knowledge.eligibility import Result, screen
from knowledge.pack import Pack
from models import TaskKind
from models.overlay import overlay_version
from web.cases.people import CasePerson
from web.eligibility.sharing import snapshot

SAYS_AT_MOST = 300
Decisions = list[dict[str, Any]]


@dataclass(frozen=True)
class Change:
    """One benefit of one person that is nearer or further than it was."""

    person: str
    benefit: str
    before: str
    after: str
    gained: bool
    because: tuple[str, ...]


@dataclass(frozen=True)
class Foreseen:
    """Something to do by a day, known beforehand."""

    kind: TaskKind
    due: date
    person: str
    benefit: str
    says: str


def stamp(opened: Session, pack: Pack, day: date) -> str:
    return f"{pack.version}/{overlay_version(opened)}/{day}"


def rules_of(stamped: str) -> str:
    return stamped.rpartition("/")[0]


def results(pack: Pack, people: Iterable[CasePerson], day: date) -> dict[str, tuple[Result, ...]]:
    return {person.key: screen(pack, person.facts(pack, day), day) for person in people}


def plain(found: Mapping[str, Iterable[Result]]) -> Decisions:
    return [{"key": key, "results": [_plain(r) for r in some]} for key, some in found.items()]


def _plain(result: Result) -> dict[str, Any]:
    reasons = [list(reason) for reason in result.reasons]
    return {**snapshot(result), "reasons": reasons, "near_miss": result.near_miss}


def changes(before: Decisions, found: Mapping[str, Iterable[Result]]) -> Iterator[Change]:
    """What came within reach or went out of it, and what became sure or no longer is."""
    known = {
        (person["key"], decision["benefit_id"]): decision
        for person in before
        for decision in person["results"]
    }
    for key, some in found.items():
        for result in some:
            was = known.get((key, result.benefit.id))
            if was and rank(was["status"]) != rank(result.status):
                yield _change(key, was, result)


def _change(key: str, was: Mapping[str, Any], now: Result) -> Change:
    gained = rank(now.status) > rank(was["status"])
    because = turned((tuple(r) for r in was["reasons"]), now)
    return Change(key, now.benefit.id, was["status"], now.status, gained, because)


def foreseen(pack: Pack, people: Iterable[CasePerson], day: date) -> Iterator[Foreseen]:
    """What time will open or close, and the last days of what is within reach."""
    for person in people:
        for turn in ahead(pack, partial(person.facts, pack), day):
            says = _says(turn.benefit.title, "；".join(turn.because), turn.gained, turn.after)
            yield Foreseen(TaskKind.AHEAD, turn.day, person.key, turn.benefit.id, says)
        for result in screen(pack, person.facts(pack, day), day):
            for deadline in result.deadlines if rank(result.status) else ():
                says = f"{result.benefit.title}：{deadline.says}"[:SAYS_AT_MOST]
                yield Foreseen(TaskKind.DEADLINE, deadline.day, person.key, result.benefit.id, says)


def _says(title: str, because: str, gained: bool, after: str) -> str:
    if gained:
        can = "可领" if rank(after) > 1 else "可能可领"
        return f"{because or '到了日子'}，{can}{title}"[:SAYS_AT_MOST]
    return f"{title}可能不再符合：{because or '到了日子'}"[:SAYS_AT_MOST]
