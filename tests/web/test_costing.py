"""On a provider's page the fee is reckoned for the visitor's own person, and for nobody else's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient

from models import FeeUnit, Kind, Provider, ProviderType
from tests.web.checks import Visitor, go_through
from tests.web.lint import faults

DAY = date(2026, 10, 1)
PERSON = {"applicant": "resident", "age": 82, "care_level": "moderate", "local_hukou": True}


@pytest.fixture
def home(add_provider: Callable[..., Provider]) -> Callable[..., str]:
    def add(*tags: str, **given: Any) -> str:
        fees = {
            "fee_min": Decimal(3000),
            "fee_max": Decimal(5000),
            "fee_unit": FeeUnit.MONTH,
            "fees_on": DAY,
        }
        own = {"type": ProviderType.ELDER_HOME, "tags": set(tags), **fees, **given}
        return f"/providers/{add_provider(**own).id}"

    return add


@pytest.fixture
def visitor(client: FlaskClient) -> Visitor:
    return Visitor(client)


def test_without_a_check_the_page_invites_to_one(
    visitor: Visitor, home: Callable[..., str]
) -> None:
    page = visitor.open(home())

    assert "先答几题" in page.text
    assert "Cache-Control" not in page.page.headers


def test_a_designated_place_has_one_sum_with_its_steps(
    visitor: Visitor, home: Callable[..., str]
) -> None:
    go_through(visitor, PERSON)
    page = visitor.open(home("voucher_designated"))

    assert "2200–4200 元" in page.text
    assert "这个比例还没核实" in page.text
    assert "若为定点" not in page.text
    assert page.page.headers["Cache-Control"] == "no-store"
    assert list(faults(page.text)) == []


def test_any_other_place_has_two(visitor: Visitor, home: Callable[..., str]) -> None:
    go_through(visitor, PERSON)
    text = visitor.open(home()).text

    assert text.index("不用券") < text.index("若为定点") < text.index("2200–4200 元")


def test_a_nursery_is_not_reckoned_for_a_grandmother(
    visitor: Visitor, home: Callable[..., str]
) -> None:
    go_through(visitor, PERSON)
    page = visitor.open(home(kind=Kind.CHILDCARE, type=ProviderType.NURSERY))

    assert "先答几题" in page.text


def test_a_place_without_a_fee_has_no_sum(visitor: Visitor, home: Callable[..., str]) -> None:
    none = {"fee_min": None, "fee_max": None, "fee_unit": None, "fees_on": None}

    assert "自己付多少" not in visitor.open(home(**none)).text
