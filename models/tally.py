"""How often something happened on a day, by district and subject: numbers, and nothing that leads to anybody.

What a subject means, and which numbers are too small to show, is not known here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import Row, Select, String, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import SHANGHAI, Base

KEY = ("day", "happened", "district", "subject")
# The two know the same words; each writes its own.
INSERT: dict[str, Callable[[type[Tally]], sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


class Happened(StrEnum):
    """`subject` is: of a message and a mark what the answer rested on first, of the others the kind of applicant."""

    ASKED = "asked"  # a message to the machine
    UNANSWERED = "unanswered"  # one that it did not know
    HELPFUL = "helpful"
    UNHELPFUL = "unhelpful"
    CHECKED = "checked"  # somebody came to the results of a check
    PERSON_WANTED = "person_wanted"
    PERSON_CAME = "person_came"
    PERSON_DONE = "person_done"
    SERVED = "served"  # a client at the counter whose results were looked at
    HANDED_OUT = "handed_out"
    CASE_OPENED = "case_opened"


class Thing(NamedTuple):
    """One thing that happened; `district` and `subject` are empty where nobody said."""

    happened: Happened
    subject: str = ""
    district: str = ""


class Tally(Base):
    """How often, of one kind of thing."""

    __tablename__ = "tally"
    day: Mapped[date] = mapped_column(primary_key=True)
    happened: Mapped[Happened] = mapped_column(primary_key=True)
    district: Mapped[str] = mapped_column(String(40), primary_key=True)
    subject: Mapped[str] = mapped_column(String(80), primary_key=True)
    times: Mapped[int]  # below zero where more was taken back than was counted

    @classmethod
    def add(
        cls,
        session: Session,
        at: datetime,
        things: Iterable[Thing],
        back: Iterable[tuple[datetime, Thing]] = (),
    ) -> None:
        """Count them on the day of `at` in 连云港, and take back what was counted before."""
        counts = Counter((_day(at), thing) for thing in things)
        counts.subtract((_day(then), thing) for then, thing in back)
        # In one order and one statement, so that two who count the same things never wait for each other.
        rows = [
            {**thing._asdict(), "day": day, "times": times}
            for (day, thing), times in sorted(counts.items())
            if times
        ]
        if not rows:
            return
        insert = INSERT[session.get_bind().dialect.name](cls).values(rows)
        more = {"times": cls.times + insert.excluded.times}
        session.execute(insert.on_conflict_do_update(index_elements=list(KEY), set_=more))

    @classmethod
    def between(cls, first: date, last: date) -> Select[date, Happened, str, str, int]:
        """Every number of those days, both included."""
        columns = (cls.day, cls.happened, cls.district, cls.subject, cls.times)
        return select(*columns).where(cls.day.between(first, last), cls.times != 0)

    @classmethod
    def begun(cls) -> Select[date]:
        """The first day there is a number of; None where there is none."""
        return select(func.min(cls.day))


def _day(at: datetime) -> date:
    return at.astimezone(SHANGHAI).date()


Counted = Row[date, Happened, str, str, int]
