"""A provider of each kind that has everything a page can show."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import pytest
from apiflask import APIFlask
from sqlalchemy.orm import Session

from models import (
    CareLevel,
    FeeUnit,
    OpeningException,
    OpeningHours,
    Ownership,
    Price,
    Provider,
    Service,
)
from tests.web.addresses import pages
from tests.web.recorded import watched
from tests.web.stats.rows import a_month, last_month

DAY = date(2026, 10, 1)


@pytest.fixture
def elder_home(add_provider: Callable[..., Provider]) -> Provider:
    return add_provider(
        name="示例海州养老院",
        is_sample=True,
        ownership=Ownership.PRIVATE,
        district="海州区",
        street="新浦街道",
        capacity=100,
        capacity_on=DAY,
        vacancies=8,
        vacancies_on=DAY,
        fee_min=Decimal(1800),
        fee_max=Decimal("3200.50"),
        fee_unit=FeeUnit.MONTH,
        fees_on=DAY,
        tags={"inclusive", "nursing_beds", "meals"},
        care_levels={CareLevel.MILD, CareLevel.TOTAL},
        opening_hours=[
            OpeningHours(weekday=d, opens_minute=480, closes_minute=1020) for d in (1, 2)
        ],
        opening_exceptions=[OpeningException(first_day=DAY, last_day=DAY, reason="国庆")],
        prices=[
            Price(name="床位费", amount=Decimal("900.50"), unit=FeeUnit.MONTH, reported_on=DAY)
        ],
        services=[Service(name="助浴", description="每周一次")],
    )


@pytest.fixture(autouse=True)
def every_change_of_the_staff_is_recorded() -> Iterator[None]:
    """Whatever a test of the pages does as somebody of the staff: no change is kept without its entry."""
    with watched() as unrecorded:
        yield
    assert unrecorded == []


@pytest.fixture
def addresses(app: APIFlask, elder_home: Provider, rows: Session) -> list[str]:
    a_month(rows, last_month())
    return pages(app, str(elder_home.id))
