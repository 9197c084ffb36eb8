"""Whoever has the directory already is told so, and learns of every change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update
from sqlalchemy.orm import Session

from models import DirectoryChange, FeeUnit, Price, Provider
from web.clock import now

ADDRESSES = (
    "/hsds/services", "/api/v1/providers", "/api/v1/providers.geojson", "/api/v1/providers.csv"
)  # fmt: skip
Add = Callable[..., Provider]


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_did_not_change_is_not_sent_again(
    client: FlaskClient, add_provider: Add, address: str
) -> None:
    add_provider()
    first = client.get(address)
    by_tag = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    by_day = client.get(address, headers={"If-Modified-Since": first.headers["Last-Modified"]})

    assert first.status_code == 200
    assert (by_tag.status_code, by_tag.data) == (304, b"")
    assert by_day.status_code == 304
    assert by_tag.headers["ETag"] == first.headers["ETag"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_change_is_sent(
    client: FlaskClient, add_provider: Add, rows: Session, address: str
) -> None:
    provider = add_provider()
    tag = {"If-None-Match": client.get(address).headers["ETag"]}
    provider.name = "松鹤新名养老院"
    rows.commit()

    answer = client.get(address, headers=tag)
    assert answer.status_code == 200
    assert "松鹤新名" in answer.text


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_place_that_was_deleted_is_a_change_since_the_day_before(
    client: FlaskClient, add_provider: Add, rows: Session, address: str
) -> None:
    gone = add_provider()
    rows.execute(update(DirectoryChange).values(changed_at=now() - timedelta(hours=1)))
    rows.commit()
    since = {"If-Modified-Since": client.get(address).headers["Last-Modified"]}
    assert client.get(address, headers=since).status_code == 304
    rows.delete(gone)
    rows.commit()

    assert client.get(address, headers=since).status_code == 200


def test_one_place_and_the_page_of_numbers_are_told_of_too(
    client: FlaskClient, add_provider: Add, rows: Session
) -> None:
    provider = add_provider()
    address = f"/api/v1/providers/{provider.id}"
    for each in (address, "/data.csv"):
        tag = {"If-None-Match": client.get(each).headers["ETag"]}
        assert client.get(each, headers=tag).status_code == 304
    tag = {"If-None-Match": client.get(address).headers["ETag"]}
    day = {"unit": FeeUnit.MONTH, "reported_on": provider.verified_on}
    provider.prices.append(Price(name="床位费", amount=Decimal(900), **day))
    rows.commit()

    assert client.get(address, headers=tag).status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_another_question_has_another_tag(client: FlaskClient, address: str) -> None:
    tag = {"If-None-Match": client.get(address).headers["ETag"]}

    assert client.get(f"{address}?kind=childcare", headers=tag).status_code == 200


def test_a_refusal_has_no_tag(client: FlaskClient) -> None:
    assert "ETag" not in client.get("/hsds/services?page=0").headers


def test_no_cell_is_a_formula(client: FlaskClient, add_provider: Add) -> None:
    add_provider(name="=1+1养老院", source='@SUM(A1)|"x",y')
    table = client.get("/api/v1/providers.csv")

    assert "'=1+1养老院" in table.text
    assert '"\'@SUM(A1)|""x"",y"' in table.text
    assert table.data.startswith(b"\xef\xbb\xbf")
    assert table.headers["Content-Disposition"].startswith("attachment")
