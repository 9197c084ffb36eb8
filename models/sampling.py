"""Demonstration providers, so that every page has something on it before a real list is loaded.

Plainly made up: named 示例…, without phone, coordinates, registration or verification, and marked. Whoever
calls hands in the real districts and streets; this module knows none. Those of a kind are not made, and
are deleted, once a real list of that kind is there.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.kinds import TYPE_WORDS, Kind, Ownership, ProviderType
from models.offer import Price, Service
from models.opening import OpeningHours
from models.provider import Provider
from models.sample_shapes import COMMON, SHAPES, Shape

SEED = 20260101
NAMESPACE = UUID("6f1d6c0e-6a3f-4d7e-9a55-2b8f4f0c7a11")
A_DISTRICT = 28  # every type once, and the common ones several times
SOURCE = "示例数据，非真实机构"
ADDRESS = "示例地址，非真实"
ORDINALS = ("", "二", "三", "四", "五", "六", "七", "八", "九")

Places = Sequence[tuple[str, str]]  # (district, street)


def load_samples(session: Session, places: Places, today: date) -> int:
    """Add what is missing; how many were added. A second call adds nothing."""
    real = set(
        session.scalars(select(Provider.kind).where(Provider.is_sample.is_(False)).distinct())
    )
    there = set(session.scalars(select(Provider.id).where(Provider.is_sample.is_(True))))
    new = [
        sample
        for sample in samples(places, today)
        if sample.id not in there and sample.kind not in real
    ]
    session.add_all(new)
    session.flush()
    return len(new)


def samples(places: Places, today: date) -> Iterator[Provider]:
    """The same ones, with the same ids, for the same places."""
    chance = random.Random(SEED)  # noqa: S311 - nothing here is secret
    for district in dict.fromkeys(district for district, _ in places):
        streets = [street for of, street in places if of == district]
        types = [*ProviderType, *chance.choices(COMMON, k=A_DISTRICT - len(ProviderType))]
        used: dict[str, int] = {}
        for type_ in types:
            street = chance.choice(streets)
            plain = f"示例{_short(street)}{TYPE_WORDS[type_][0].removeprefix('街道')}"
            used[plain] = used.get(plain, 0) + 1
            name = plain + (f"（{ORDINALS[used[plain] - 1]}）" if used[plain] > 1 else "")
            yield _sample(chance, type_, name, district, street, today)


def _short(street: str) -> str:
    for ending in ("街道", "镇", "乡"):
        if street.endswith(ending) and len(street) > len(ending) + 1:
            return street.removesuffix(ending)
    return street


def _sample(
    chance: random.Random,
    type_: ProviderType,
    name: str,
    district: str,
    street: str,
    today: date,
) -> Provider:
    shape = SHAPES[type_]
    key = uuid5(NAMESPACE, f"{district}/{name}")
    sample = Provider(
        id=key,
        name=name,
        kind=type_.kind,
        type=type_,
        ownership=chance.choice(list(Ownership)),
        district=district,
        street=street,
        address=ADDRESS,
        source=SOURCE,
        is_sample=True,
        tags=set(chance.sample(shape.tags, k=min(len(shape.tags), 2))),
        care_levels=set(shape.levels),
        services=[Service(id=uuid5(key, each), name=each) for each in shape.services],
        opening_hours=_hours(shape),
        **_figures(chance, shape, today),
    )
    if type_.kind == Kind.CHILDCARE and shape.ages:
        sample.age_min_months, sample.age_max_months = shape.ages
    if sample.fee_min is not None and sample.fee_unit is not None:
        price = Price(id=uuid5(key, "price"), name="示例价格", amount=sample.fee_min)
        price.unit, price.reported_on = sample.fee_unit, today
        sample.prices = [price]
    return sample


def _hours(shape: Shape) -> list[OpeningHours]:
    opens, closes = shape.open
    return [
        OpeningHours(weekday=day, opens_minute=opens * 60, closes_minute=closes * 60)
        for day in range(1, shape.days + 1)
    ]


def _figures(chance: random.Random, shape: Shape, today: date) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    if shape.capacity:
        capacity = chance.randrange(shape.capacity[0], shape.capacity[1] + 1)
        figures |= {"capacity": capacity, "capacity_on": today}
        # Some places report no vacancies, as in life.
        if chance.random() < 0.8:
            vacancies = chance.choice((0, capacity // 10, capacity // 4))
            figures |= {"vacancies": vacancies, "vacancies_on": today}
    if shape.fee:
        low, high, step, unit = shape.fee
        first = Decimal(chance.randrange(low, high + 1, step))
        figures |= {"fee_min": first, "fee_max": first * 2, "fee_unit": unit, "fees_on": today}
    return figures
