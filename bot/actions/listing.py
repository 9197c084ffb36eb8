"""Institutions out of the database, as the conversation tells of them. Knows the rows, no policy and no dialogue."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from bot.actions.memory import SHOWN_KEPT, Search
from bot.actions.world import Fitting, Place, Unreachable
from knowledge.saying import clauses, joined, later, say
from models import CareLevel, FeeUnit, Kind, Provider, ProviderType
from models.criteria import Criteria
from models.kinds import TYPE_WORDS

FEES = {
    FeeUnit.MONTH: later("每月 %(figure)s 元（%(day)s 报的）"),
    FeeUnit.DAY: later("每天 %(figure)s 元（%(day)s 报的）"),
    FeeUnit.HOUR: later("每小时 %(figure)s 元（%(day)s 报的）"),
    FeeUnit.MEAL: later("每餐 %(figure)s 元（%(day)s 报的）"),
}
DAYS = (
    later("周一"),
    later("周二"),
    later("周三"),
    later("周四"),
    later("周五"),
    later("周六"),
    later("周日"),
)


class Listing:
    """The providers of one database."""

    def __init__(self, sessions: sessionmaker[Session]) -> None:
        self._sessions = sessions

    def find(self, wanted: Search, fitting: Fitting) -> Sequence[Place]:
        """The first few; the whole district where the street itself has none."""
        for street in dict.fromkeys((wanted.street, None)):
            found = self._page(_criteria(wanted, street, fitting))
            if found:
                return found
        return ()

    def get(self, key: str) -> Place | None:
        try:
            with self._sessions() as session:
                row = session.get(Provider, UUID(key))
                return _place(row) if row else None
        except SQLAlchemyError as wrong:
            raise Unreachable from wrong

    def _page(self, criteria: Criteria) -> list[Place]:
        try:
            with self._sessions() as session:
                page = Provider.page(session, limit=SHOWN_KEPT, **criteria)
                return [_place(row) for row in page.items]
        except SQLAlchemyError as wrong:
            raise Unreachable from wrong


def _criteria(wanted: Search, street: str | None, fitting: Fitting) -> Criteria:
    criteria: Criteria = {"kind": Kind(wanted.kind) if wanted.kind else None}
    criteria["type"] = ProviderType(wanted.type) if wanted.type else None
    criteria["district"] = None if wanted.anywhere else wanted.district
    criteria["street"] = None if wanted.anywhere else street
    criteria["age_months"] = fitting.age_months
    criteria["care_level"] = CareLevel(fitting.care_level) if fitting.care_level else None
    return criteria


def _place(row: Provider) -> Place:
    return Place(
        id=str(row.id),
        name=row.name,
        kind=row.kind.value,
        type_name=say(TYPE_WORDS[row.type][0]),
        where="，".join(filter(None, [f"{row.district}{row.street or ''}", row.address])),
        phone=row.phone or "",
        fees=_fees(row),
        hours=_hours(row),
        is_sample=row.is_sample,
    )


def _fees(row: Provider) -> str:
    """Empty where no fee, or not the day it was reported, is known."""
    known = [f"{fee:g}" for fee in (row.fee_min, row.fee_max) if fee is not None]
    if not known or row.fee_unit is None or row.fees_on is None:
        return ""
    figure = "–".join(dict.fromkeys(known))
    return say(FEES[row.fee_unit], figure=figure, day=row.fees_on)


def _hours(row: Provider) -> str:
    """周一到周五 8:00–17:00 where every day is alike; the days by name else."""
    days: dict[str, list[int]] = {}
    for each in row.opening_hours:
        days.setdefault(f"{each.opens}–{each.closes}", []).append(each.weekday)
    return clauses(f"{_days(found)} {hours}" for hours, found in days.items())


def _days(found: list[int]) -> str:
    names = [say(DAYS[day - 1]) for day in found]
    if len(found) > 2 and found == list(range(found[0], found[-1] + 1)):
        return say("%(first)s到%(last)s", first=names[0], last=names[-1])
    return joined(names)
