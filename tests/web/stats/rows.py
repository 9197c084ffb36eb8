"""Numbers of a whole month, some of them too small to be shown, and of the month that runs."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from models import Happened, Tally, Thing
from web.clock import SHANGHAI, today

ALLOWANCE, PRICES = "benefit:old_age_allowance", "policy:eldercare-13"


def last_month() -> date:
    """Its first day."""
    return (today().replace(day=1) - timedelta(days=1)).replace(day=1)


def on(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=SHANGHAI)


def add(session: Session, day: date, thing: Thing, times: int) -> None:
    Tally.add(session, on(day), [thing] * times)


def a_month(session: Session, first: date) -> None:
    """Of each kind of thing something; 23 people served, 16 of them on the second day."""
    asked = Happened.ASKED
    add(session, first, Thing(asked, ALLOWANCE, "海州区"), 31)
    add(session, first + timedelta(1), Thing(asked, PRICES, "东海县"), 12)
    add(session, first + timedelta(2), Thing(asked, "", ""), 3)
    add(session, first, Thing(Happened.UNANSWERED, "", "海州区"), 2)
    add(session, first, Thing(Happened.HELPFUL, ALLOWANCE), 9)
    add(session, first, Thing(Happened.CHECKED, "resident", "海州区"), 14)
    add(session, first, Thing(Happened.CHECKED, "child", "赣榆区"), 8)
    add(session, first, Thing(Happened.SERVED, "resident", "海州区"), 7)
    add(session, first + timedelta(1), Thing(Happened.SERVED, "child", "海州区"), 16)
    for each in (Happened.HANDED_OUT, Happened.CASE_OPENED, Happened.PERSON_WANTED):
        add(session, first, Thing(each), 6)
    session.commit()
