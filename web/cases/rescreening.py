"""Screens kept cases again once rules, local figures or the day have changed, and writes down who that concerns.

An advisor who saves a case in the same moment wins; the next round catches up.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models import CaseChange, CaseChanged, CaseTask, ClientCase, TaskKind
from web import background
from web.cases import judging
from web.cases.judging import Change, Foreseen
from web.cases.people import CasePerson
from web.pack import pack

BY_RULES, BY_TIME = "rules", "time"
Place = tuple[TaskKind, str | None, str | None, date | None]


def soon() -> None:
    """All of them beside the site; for whoever has just changed a local figure."""
    background.run("cases", "rescreen")


def everybody(opened: Session, day: date, most: int | None = None) -> int:
    """Screen what is stale; how many cases that were."""
    stale = ClientCase.stale(judging.stamp(opened, pack(day), day)).with_only_columns(ClientCase.id)
    keys = opened.scalars(stale.limit(most) if most else stale).all()
    return sum(one(opened, key, day) for key in keys)


def one(opened: Session, key: str, day: date) -> bool:
    """Screen this case if it is stale; whether it was."""
    case = ClientCase.find(opened, key)
    known, stamp = pack(day), judging.stamp(opened, pack(day), day)
    if case is None or case.screened_for == stamp:
        return False
    people = [CasePerson.of(each) for each in case.people]
    found = judging.results(known, people, day)
    rules = judging.rules_of(case.screened_for) != judging.rules_of(stamp)
    new = list(judging.changes(case.decisions, found))
    values = {"decisions": judging.plain(found), "screened_on": day, "screened_for": stamp}
    try:
        case.rescreen(opened, case.version, case.screened_for, values)
        opened.add_all(_row(case, each, BY_RULES if rules else BY_TIME, day) for each in new)
        foresee(opened, case, judging.foreseen(known, people, day))
        opened.commit()
    except (CaseChanged, IntegrityError):
        opened.rollback()  # somebody was quicker, with newer facts or the same screening
        return False
    return True


def _row(case: ClientCase, change: Change, cause: str, day: date) -> CaseChange:
    return CaseChange(
        case_id=case.id,
        person=change.person,
        benefit=change.benefit,
        before=change.before,
        after=change.after,
        gained=change.gained,
        cause=cause,
        because=list(change.because),
        day=day,
    )


def foresee(opened: Session, case: ClientCase, wanted: Iterable[Foreseen]) -> None:
    """Keep the machine's own tasks as they are foreseen now; what is done stays done."""
    tasks = {_place(each): each for each in wanted}
    for known in opened.scalars(select(CaseTask).where(CaseTask.case_id == case.id)):
        coming = tasks.pop((known.kind, known.person, known.benefit, known.due), None)
        if coming is not None and known.done_at is None:
            known.says = coming.says
        elif coming is None and known.benefit and known.done_at is None:
            opened.delete(known)
    opened.add_all(
        CaseTask(case_id=case.id, kind=kind, person=person, benefit=benefit, due=due, says=t.says)
        for (kind, person, benefit, due), t in tasks.items()
    )
    opened.flush()


def _place(each: Foreseen) -> Place:
    return each.kind, each.person, each.benefit, each.due
