"""An advisor at the counter."""

from __future__ import annotations

import pytest
from apiflask import APIFlask
from sqlalchemy.orm import Session

from models import CareLevel
from tests.models.rows import a_provider
from tests.web.inbox.desk import Advisor
from web.clock import today


@pytest.fixture
def one(app: APIFlask) -> Advisor:
    return Advisor(app, "甲")


@pytest.fixture
def add_nearby(rows: Session) -> None:
    price = {"fee_min": 1800, "fee_max": 2600, "fee_unit": "CNY/month", "fees_on": today()}
    both = {CareLevel.MILD, CareLevel.MODERATE}
    rows.add(a_provider(name="松鹤护理院", district="海州区", care_levels=both, **price))
    rows.add(
        a_provider(name="只收失能的", district="海州区", care_levels={CareLevel.TOTAL}, **price)
    )
    rows.commit()
