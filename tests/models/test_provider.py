"""What the database refuses about a provider, and what is kept findable when one is saved."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models import (
    CareLevel,
    FeeUnit,
    Kind,
    OpeningHours,
    Precision,
    Price,
    Provider,
    ProviderTag,
    ProviderType,
    Service,
)
from models.geography import Near
from tests.models.rows import DAY, Add

PRICED = {"fee_unit": FeeUnit.MONTH, "fees_on": DAY}


@pytest.mark.parametrize(
    "given",
    [
        {"lat": 91.0, "lon": 119.0},
        {"lat": 34.6, "lon": 181.0},
        {"lat": 34.6},
        {"lat": 34.6, "lon": 119.2, "location_precision": Precision.NONE},
        {"location_precision": Precision.DISTRICT},
        {"fee_min": Decimal(3000), "fee_max": Decimal(1000), **PRICED},
        {"fee_min": Decimal(-1), **PRICED},
        {"fee_min": Decimal(1000)},
        {"fee_max": Decimal(1000), "fee_unit": FeeUnit.MONTH},
        {"capacity": 10, "vacancies": 11},
        {"vacancies": -1},
        {"vacancies": 3, "vacancies_on": None},
        {"age_min_months": 36, "age_max_months": 6},
        {"type": ProviderType.NURSERY},
        {"verified_on": None},
        {"is_sample": True},
        {"is_sample": True, "name": "示例养老院", "phone": "12345"},
    ],
    ids=str,
)
def test_the_database_refuses(add: Add, given: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        add(**given)


def test_a_registration_number_is_used_once_for_a_kind(add: Add) -> None:
    add(registration_number="32070600001")
    add(registration_number="32070600001", kind=Kind.CHILDCARE)

    with pytest.raises(IntegrityError):
        add(registration_number="32070600001", name="鹤龄养老院")


def test_money_is_exact_to_the_fen(add: Add, session: Session) -> None:
    added = add(fee_min=Decimal("8.50"), **PRICED)
    session.expire(added)

    assert added.fee_min == Decimal("8.5")


def test_what_belongs_to_a_provider_goes_with_it(add: Add, session: Session) -> None:
    added = add(tags={"meals"}, care_levels={CareLevel.MILD})
    added.services.append(Service(name="助浴"))
    added.prices.append(Price(name="床位", amount=900, unit=FeeUnit.MONTH, reported_on=DAY))
    added.opening_hours.append(OpeningHours(weekday=1, opens_minute=0, closes_minute=1440))
    session.flush()
    session.delete(added)
    session.flush()

    for table in (Service, Price, OpeningHours, ProviderTag):
        assert session.scalars(select(table)).all() == []


def test_opening_times_read_as_a_clock() -> None:
    hours = OpeningHours(weekday=1, opens_minute=510, closes_minute=1440)

    assert (hours.opens, hours.closes) == ("08:30", "24:00")


def test_a_new_name_is_found_and_the_old_one_is_not(add: Add, names: Any) -> None:
    add(name="松鹤养老院").name = "望海养老院"

    assert names(q="望海") == ["望海养老院"]
    assert names(q="松鹤") == []


def test_a_new_tag_or_service_is_found_at_once(add: Add, session: Session, names: Any) -> None:
    added = add()
    session.commit()
    added.tags.add("dementia_care")
    added.services.append(Service(name="助浴"))
    session.commit()

    assert names(q="失智照护") == names(q="助浴") == ["松鹤养老院"]


def test_tags_can_be_replaced_as_a_whole(add: Add, session: Session) -> None:
    added = add(tags={"meals", "pickup"})
    added.tags = {"meals", "inclusive"}
    session.commit()
    session.expire(added)

    assert added.tags == {"meals", "inclusive"}


@pytest.mark.parametrize("precision", [Precision.DISTRICT, Precision.NONE])
def test_a_place_known_roughly_has_no_distance(precision: Precision) -> None:
    point = (None, None) if precision == Precision.NONE else (34.6, 119.2)
    provider = Provider(lat=point[0], lon=point[1], location_precision=precision)

    assert provider.distance_m(Near(34.6, 119.2)) is None


def test_a_day_is_a_day_on_either_database(add: Add, session: Session) -> None:
    added = add(verified_on=date(2026, 2, 28))
    session.expire(added)

    assert added.verified_on == date(2026, 2, 28)
