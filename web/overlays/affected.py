"""Who and what a proposed figure concerns: every answer that changes, and the kept cases it decides otherwise.

Only counts leave here: whoever edits figures need not see a client. Decides nothing by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.eligibility import Result, screen
from knowledge.overlays.effect import Changed, effect, judged_anew
from knowledge.pack import Benefit, Pack
from knowledge.wording import STATUS
from knowledge.wording import amount as amount_in_words
from models import ClientCase
from web.cases.people import CasePerson


class Turn(NamedTuple):
    """One way in which a decision about one benefit changes."""

    benefit: str
    before: str
    after: str


@dataclass(frozen=True)
class Affected:
    """`turns` says in how many cases each happens; `cases` counts a case once, of `looked_at` in all."""

    day: date
    changed: tuple[Changed, ...]
    benefits: tuple[Benefit, ...]
    turns: tuple[tuple[Turn, int], ...]
    cases: int
    looked_at: int


def affected(opened: Session, before: Pack, after: Pack, day: date) -> Affected:
    """What is said and decided differently under the second pack than under the first."""
    anew = judged_anew(before, after)
    counted: dict[Turn, int] = {}
    touched = looked_at = 0
    for people in opened.scalars(select(ClientCase.people)):
        turns = set(_turns(before, after, anew, map(CasePerson.of, people), day)) if anew else set()
        looked_at, touched = looked_at + 1, touched + bool(turns)
        counted |= {turn: counted.get(turn, 0) + 1 for turn in turns}
    found = sorted(counted.items(), key=lambda item: -item[1])
    return Affected(
        day, effect(before, after), tuple(anew.values()), tuple(found), touched, looked_at
    )


def _turns(
    before: Pack,
    after: Pack,
    anew: dict[str, Benefit],
    people: Iterable[CasePerson],
    day: date,
) -> Iterable[Turn]:
    old = replace(before, benefits={key: before.benefits[key] for key in anew})
    new = replace(after, benefits=anew)
    for person in people:
        was = {r.benefit.id: _says(r) for r in screen(old, person.facts(old, day), day)}
        for result in screen(new, person.facts(new, day), day):
            then, now = was.get(result.benefit.id, ""), _says(result)
            if then != now:
                yield Turn(result.benefit.title, then, now)


def _says(result: Result) -> str:
    amount = amount_in_words(result.amount) if result.amount else ""
    return "，".join(filter(None, (STATUS[result.status], amount)))
