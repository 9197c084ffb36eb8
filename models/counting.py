"""What the directory holds today, by kind and district: real places in operation that their lists still name.

A sample is never counted. Knows no page.
"""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.kinds import Kind, Status
from models.provider import Provider


class Counted(NamedTuple):
    """`capacity` and `vacancies` add up only those that said so; `said` is how many did say their capacity."""

    kind: Kind
    district: str
    places: int
    said: int
    capacity: int
    vacancies: int


def counted(session: Session) -> list[Counted]:
    p = Provider
    real = (p.is_sample.is_(False), p.absent_since.is_(None), p.status == Status.OPERATING)
    asked = select(
        p.kind,
        p.district,
        func.count(),
        func.count(p.capacity),
        func.coalesce(func.sum(p.capacity), 0),
        func.coalesce(func.sum(p.vacancies), 0),
    )
    lines = session.execute(
        asked.where(*real).group_by(p.kind, p.district).order_by(p.kind, p.district)
    )
    return [Counted._make(line) for line in lines]
