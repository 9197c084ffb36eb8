"""What would become of each row: new, changed, the same, another city's, or something to mend or decide.

Writes nothing. Decisions are words that a person put beside a row: `same` or `new`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import batched
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from models.importing import stored
from models.importing.matching import Known, Matcher, identity
from models.importing.report import Action, RowResult
from models.importing.row import Row, Setting

SAME, NEW = "same", "new"
Decisions = Mapping[str, str]  # by `identity` of the row


@dataclass(slots=True)
class Judged:
    """A row, what would be done with it, and to whom."""

    row: Row
    action: Action
    provider: UUID | None = None
    similar: Known | None = None

    def result(self) -> RowResult:
        like = self.similar
        said = "" if like is None else f"第 {like.row} 行" if like.row else like.name
        return RowResult(self.row.number, self.action, self.row.problems, self.row.notes, said)


def judge(
    session: Session, rows: Sequence[Row], setting: Setting, decisions: Decisions
) -> list[Judged]:
    judged = _matched(session, rows, setting, decisions)
    for some in batched(judged, stored.AT_ONCE):
        there = [each.provider for each in some if each.provider]
        before = stored.values(session, there) if there else {}
        for each in some:
            _settle(each, before.get(each.provider) if each.provider else None, setting)
            if each.action == Action.UNCHANGED:
                # Nothing of it will be written, and a list often brings a hundred thousand of these.
                each.row.values = {"district": each.row.values["district"]}
    return judged


def _matched(
    session: Session, rows: Sequence[Row], setting: Setting, decisions: Decisions
) -> list[Judged]:
    """Apart, so that what it takes to tell everybody apart is given back before anything else."""
    matcher = Matcher(stored.known(session, setting.kind))
    judged = [_match(row, matcher) for row in rows]
    for each in judged:
        if each.action == Action.ADDED:
            _compare(each, matcher, decisions)
    return judged


def _match(row: Row, matcher: Matcher) -> Judged:
    if row.elsewhere:
        return Judged(row, Action.SKIPPED)
    known = None if row.problems else matcher.match(row)
    if row.problems:
        return Judged(row, Action.REJECTED)
    return Judged(row, Action.UPDATED if known else Action.ADDED, known.id if known else None)


def _compare(judged: Judged, matcher: Matcher, decisions: Decisions) -> None:
    """A new one that resembles another waits for a decision, or follows the one it got."""
    similar = matcher.similar(judged.row)
    decided = decisions.get(identity(judged.row.values)) if similar else NEW
    if similar is None or decided == NEW:
        return
    if decided == SAME:
        judged.row.note("name", "按决定，与库里或名单里的另一行是同一家")
        judged.provider = similar.id
        judged.action = Action.UPDATED if similar.id else Action.SKIPPED
    else:
        judged.action, judged.similar = Action.UNDECIDED, similar


def _settle(judged: Judged, before: Mapping[str, Any] | None, setting: Setting) -> None:
    row = judged.row
    if judged.action == Action.SKIPPED:
        return
    _complete(row, before, setting)
    _check_against(row, before, setting.verified_on)
    if row.problems:
        judged.action = Action.REJECTED
    elif judged.action == Action.UPDATED and before is not None and not _differs(row, before):
        judged.action = Action.UNCHANGED


def _complete(row: Row, before: Mapping[str, Any] | None, setting: Setting) -> None:
    """Where it comes from, and the tags: those listed, or else those there, and the yes-or-no ones."""
    row.values |= {"source": setting.source, "verified_on": setting.verified_on}
    row.values |= {"kind": setting.kind, "absent_since": None}
    listed, flags = row.values.pop("tags", None), dict(row.values.pop("tag_flags", ()))
    if listed is None and not flags:
        return
    known = set(before["tags"]) if before is not None and listed is None else set(listed or ())
    yes = {tag for tag, holds in flags.items() if holds}
    no = flags.keys() - yes
    row.values["tags"] = (known | yes) - no
    denied = set(before["without"]) if before is not None else set()
    row.values["without"] = (denied | no) - row.values["tags"]


def _check_against(row: Row, before: Mapping[str, Any] | None, verified_on: date) -> None:
    """What only shows beside what is already known."""
    known = {name: (before or {}).get(name) for name in ("capacity", "vacancies")}
    known |= {name: row.values[name] for name in known if name in row.values}
    capacity, vacancies = known["capacity"], known["vacancies"]
    if capacity is not None and vacancies is not None and vacancies > capacity:
        row.trouble("vacancies", "比床位（托位）总数还多：请核对两个数")
    day = (before or {}).get("verified_on")
    if day and day > verified_on:
        row.trouble("name", "库里这家的核实日期比这份名单新：请核对名单的核实日期")


def _differs(row: Row, before: Mapping[str, Any]) -> bool:
    return any(
        _comparable(before[name]) != _comparable(value) for name, value in row.values.items()
    )


def _comparable(value: Any) -> Any:
    return set(value) if isinstance(value, (set, tuple)) else value
