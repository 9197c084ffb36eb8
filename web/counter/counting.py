"""One client more in the numbers: once a sitting, under the district and kind of whoever was told of first.

What a client says is read while it is typed, so the district often comes later: then the number moves. Which one
it stands under is kept in the advisor's cookie as a hash that only we can make; nothing there tells of a client.
"""

from __future__ import annotations

from collections.abc import Iterator

from flask import session as cookie
from sqlalchemy.exc import OperationalError

from knowledge.pack import Pack
from models import Happened, Tally, Thing
from web.clock import now
from web.counter.sitting import Sitting
from web.db import session
from web.hashing import hashed
from web.observing import journal

COOKIE_KEY = "counted"
MARKS = 8  # of the last few sittings: what an advisor may have open side by side


def served(of: Pack, sitting: Sitting, slip: str) -> None:
    """Count whoever stands on the screen, or move them."""
    thing = _thing(of, sitting)
    known = cookie.get(COOKIE_KEY, {})
    mark = _mark(slip, thing)
    if thing is None or known.get(slip) == mark:
        return
    before = next((each for each in _things(of) if _mark(slip, each) == known.get(slip)), None)
    if _count([thing], [before] if before else []):
        _remember(slip, mark)


def handed_out(of: Pack, sitting: Sitting, slip: str) -> None:
    """Count a sheet, the first time it is asked for, and whoever gets it."""
    served(of, sitting, slip)
    thing, key = _thing(of, sitting), f"{slip} paper"
    if thing is None or key in cookie.get(COOKIE_KEY, {}):
        return
    if _count([thing._replace(happened=Happened.HANDED_OUT)], []):
        _remember(key, "")


def _thing(of: Pack, sitting: Sitting) -> Thing | None:
    """As what the first client is counted; None while nobody is there."""
    if not sitting.keys:
        return None
    texts, first = sitting.texts, sitting.keys[0]
    told = Thing(Happened.SERVED, texts[f"{first}-applicant"], texts.get(f"{first}-district", ""))
    return told if told in _things(of) else told._replace(district="")


def _things(of: Pack) -> Iterator[Thing]:
    """All that a client can be counted as."""
    districts = ("", *(value for value, _ in of.facts["district"].options))
    for applicant, _ in of.facts["applicant"].options:
        yield from (Thing(Happened.SERVED, applicant, each) for each in districts)


def _mark(slip: str, thing: Thing | None) -> str:
    return hashed(f"{slip} {thing}")[:12]


def _remember(key: str, mark: str) -> None:
    others = [each for each in cookie.get(COOKIE_KEY, {}).items() if each[0] != key]
    cookie[COOKIE_KEY] = dict([*others, (key, mark)][-MARKS:])


def _count(things: list[Thing], back: list[Thing]) -> bool:
    """A database that takes nothing now keeps nobody from being served."""
    at = now()
    try:
        Tally.add(session(), at, things, [(at, each) for each in back])
        session().commit()
    except OperationalError as wrong:
        session().rollback()
        journal.note("not_counted", reason=type(wrong).__name__)
        return False
    return True
