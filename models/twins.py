"""Places that may be one and the same: who resembles whom, what was decided, and two records made one.

One that turned out to be another stays, so that its address leads on and it can be taken back; it counts as one that
no list has. What resembles what is the import's rule. Knows no page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import combinations
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.editing import DAY_OF, FIGURES, NEEDED, change, fields_of, written
from models.feedback import Feedback
from models.importing.matching import Known, alike_groups, resemble
from models.kinds import LOCATED
from models.merged import Apart, Merged
from models.offer import Price
from models.provider import Provider
from models.report import ProviderReport
from models.review import Review, VisitCode

PRICE = ("name", "amount", "unit", "includes", "reported_on")
# Taken over as they are: as texts they would lose their map or their day.
WHOLE = ("point", "prices", "registration_number")
POINT = ("lat", "lon", "coordinate_system", "location_precision")
Pair = tuple[UUID, UUID]


def ordered(one: UUID, other: UUID) -> Pair:
    return (one, other) if one.int < other.int else (other, one)


def leads_to(session: Session, provider_id: UUID) -> UUID | None:
    """Whom a record that was made one with another stands for now; None where it stands for itself."""
    return session.scalar(select(Merged.kept_id).where(Merged.dropped_id == provider_id))


def undecided(session: Session) -> Iterator[Pair]:
    """Pairs of real places on today's lists that may be one, each once; those nobody decided about."""
    p = Provider
    real = select(
        p.kind, p.id, p.registration_number, p.name, p.alternate_name, p.district, p.address,
        p.phone, p.type,
    ).where(p.is_sample.is_(False), p.absent_since.is_(None))  # fmt: skip
    by_kind: dict[str, list[Known]] = {}
    for line in session.execute(real.order_by(p.district, p.name_pinyin, p.id)):
        by_kind.setdefault(line.kind, []).append(Known(line.id, None, *line[2:]))
    apart = {(each.first_id, each.second_id) for each in session.scalars(select(Apart))}
    seen: set[Pair] = set()
    for places in by_kind.values():
        for one, other in _alike(places):
            pair = ordered(one, other)
            if pair not in seen and pair not in apart:
                seen.add(pair)
                yield pair


def _alike(places: Iterable[Known]) -> Iterator[Pair]:
    for by, some in alike_groups(places):
        for one, other in combinations(some, 2):
            if one.id and other.id and one.id != other.id and resemble(by, one, other):
                yield one.id, other.id


def merge(
    session: Session, kept: Provider, dropped: Provider, staff_id: int, at: datetime, day: date
) -> dict[str, str]:
    """Make them one: what only the dropped one says goes over with its own day; what went over, as text.

    Raises `NotAccepted` where it cannot stand beside what is there; the caller rolls back.
    """
    taken = _take_over(session, kept, dropped)
    for what in (ProviderReport, Review, VisitCode):
        mine = update(what).where(what.provider_id == dropped.id)
        session.execute(mine.values(provider_id=kept.id))
    said = update(Feedback).where(Feedback.target == f"provider:{dropped.id}")
    session.execute(said.values(target=f"provider:{kept.id}"))
    session.execute(update(Merged).where(Merged.kept_id == dropped.id).values(kept_id=kept.id))
    dropped.absent_since = day
    session.add(Merged(dropped_id=dropped.id, kept_id=kept.id, staff_id=staff_id, at=at))
    session.flush()
    return taken


def take_apart(session: Session, merged: Merged) -> Provider:
    """It is a place of its own again; what the other took over it keeps."""
    dropped = session.get_one(Provider, merged.dropped_id)
    dropped.absent_since = None
    session.delete(merged)
    return dropped


def _take_over(session: Session, kept: Provider, dropped: Provider) -> dict[str, str]:
    taken: dict[str, str] = {}
    for day, texts in _only_theirs(kept, dropped).items():
        taken |= change(kept, texts, day)[1]
    if dropped.registration_number and not kept.registration_number:
        number, dropped.registration_number = dropped.registration_number, None
        session.flush()  # a number is one institution's at every moment
        taken |= change(kept, {"registration_number": number}, _day(dropped))[1]
    if not kept.alternate_name and dropped.name != kept.name:
        kept.alternate_name = taken["alternate_name"] = dropped.name
    if kept.location_precision not in LOCATED and dropped.location_precision in LOCATED:
        for name in POINT:
            setattr(kept, name, getattr(dropped, name))
        taken["location_precision"] = dropped.location_precision.value
    if dropped.prices and not kept.prices:
        kept.prices = [
            Price(**{name: getattr(each, name) for name in PRICE}) for each in dropped.prices
        ]
        taken["prices"] = written(kept, "prices")
    return taken


def _only_theirs(kept: Provider, dropped: Provider) -> dict[date, dict[str, str]]:
    """By the day they were verified; figures only where none of their kind is there, or they would not fit."""
    found: dict[date, dict[str, str]] = {}
    fees = any(written(kept, name) for name in ("fee_min", "fee_max"))
    for name in fields_of(kept.kind):
        theirs = written(dropped, name)
        beside = fees and name in FIGURES and DAY_OF[name] == "fees_on"
        if name in (*NEEDED, *WHOLE) or beside or written(kept, name) or not theirs:
            continue
        own = getattr(dropped, DAY_OF[name]) if name in DAY_OF else None
        found.setdefault(own or _day(dropped), {})[name] = theirs
    return found


def _day(provider: Provider) -> date:
    if provider.verified_on is None:
        raise ValueError("only real places are made one, and those were verified")
    return provider.verified_on
