"""HSDS 3.1 as others expect it: valid against its own schemas, its envelope, real rows only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from models import FeeUnit, OpeningHours, Ownership, Precision, Price, Provider, Service, Status
from tests.web.opendata.schemas import validator

DAY = date(2026, 11, 1)
KINDS = {
    "services": "service",
    "organizations": "organization",
    "service_at_locations": "service_at_location",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}
Add = Callable[..., Provider]


@pytest.fixture
def pine(add_provider: Add) -> Provider:
    """One of which everything is known."""
    return add_provider(
        name="松鹤养老院", alternate_name="松鹤", ownership=Ownership.PUBLIC, street="新浦街道",
        address="解放路1号", phone="0518-85550000-8001 / 18000000000", website="https://example.org",
        lat=34.612345, lon=119.212345, capacity=100, vacancies=3, registration_number="3207-1",
        fee_min=Decimal("1800.50"), fee_max=Decimal(3000), fee_unit=FeeUnit.MONTH, fees_on=DAY,
        age_min_months=720, tags={"meals", "自编的"}, services=[Service(name="助浴")],
        opening_hours=[OpeningHours(weekday=1, opens_minute=480, closes_minute=1440)],
        prices=[Price(name="床位费", amount=Decimal(900), unit=FeeUnit.MONTH, reported_on=DAY)],
    )  # fmt: skip


@pytest.fixture
def bare(add_provider: Add) -> Provider:
    """One of which hardly anything is known."""
    return add_provider(name="望海养老院", status=Status.CLOSED)


@pytest.mark.parametrize("path", KINDS)
@pytest.mark.parametrize("full", ["", "&full=true"])
@pytest.mark.usefixtures("pine", "bare")
def test_lists_are_valid(client: FlaskClient, path: str, full: str) -> None:
    page = client.get(f"/hsds/{path}?per_page=100{full}").json

    assert page is not None
    assert list(validator("Page").iter_errors(page)) == []
    assert page["size"] == len(page["contents"]) > 1
    check = validator(KINDS[path])
    assert [str(e) for each in page["contents"] for e in check.iter_errors(each)] == []


@pytest.mark.parametrize("path", KINDS)
@pytest.mark.usefixtures("pine", "bare")
def test_each_one_is_valid_and_has_its_address(client: FlaskClient, path: str) -> None:
    check = validator(KINDS[path])
    for each in (client.get(f"/hsds/{path}").json or {})["contents"]:
        whole = client.get(f"/hsds/{path}/{each['id']}")

        assert whole.status_code == 200
        assert [str(e) for e in check.iter_errors(whole.json)] == []
        assert (whole.json or {})["id"] == each["id"]


def test_what_is_known_is_said(client: FlaskClient, pine: Provider) -> None:
    said: Any = client.get(f"/hsds/services/{pine.id}").json

    assert [phone["number"] for phone in said["phones"]] == ["0518-85550000", "18000000000"]
    assert said["phones"][0]["extension"] == 8001
    assert [cost["amount"] for cost in said["cost_options"]] == [1800.5, 3000, 900]
    assert said["capacities"][0]["available"] == 3
    assert said["minimum_age"] == 60
    assert {a["taxonomy_term"]["code"] for a in said["attributes"]} == {"elder_home", "meals"}
    assert said["schedules"][0]["byday"] == "MO"


def test_what_is_not_known_is_left_out(client: FlaskClient, bare: Provider) -> None:
    said: Any = client.get(f"/hsds/services/{bare.id}").json

    assert said["status"] == "defunct"
    assert not said.keys() & {"phones", "cost_options", "capacities", "url", "minimum_age"}


def test_a_point_of_a_district_is_no_place(client: FlaskClient, add_provider: Add) -> None:
    rough = add_provider(lat=34.6, lon=119.2, location_precision=Precision.DISTRICT)
    said: Any = client.get(f"/hsds/service_at_locations/{rough.id}").json

    assert "latitude" not in said["location"]


def test_samples_are_never_there(client: FlaskClient, add_provider: Add) -> None:
    sample = add_provider(name="示例养老院", is_sample=True)

    assert (client.get("/hsds/services").json or {})["empty"] is True
    for path in ("services", "organizations", "service_at_locations"):
        assert client.get(f"/hsds/{path}/{sample.id}").status_code == 404
    assert "示例" not in client.get("/api/v1/providers.csv").text


def test_pages_hold_every_row_once(client: FlaskClient, add_provider: Add) -> None:
    made = {str(add_provider(name=f"第{n}养老院").id) for n in range(7)}
    pages: Any = [client.get(f"/hsds/services?per_page=3&page={n}").json for n in (1, 2, 3, 4)]
    found = [each["id"] for page in pages for each in page["contents"]]

    assert sorted(found) == sorted(made)
    assert [page["last_page"] for page in pages] == [False, False, True, True]
    assert [page["total_pages"] for page in pages] == [3] * 4


@pytest.mark.usefixtures("pine", "bare")
def test_asked_by_word_term_and_day(client: FlaskClient) -> None:
    def names(query: str) -> list[str]:
        return [
            each["name"] for each in (client.get(f"/hsds/services?{query}").json or {})["contents"]
        ]

    all_terms: Any = client.get("/hsds/taxonomy_terms?per_page=100").json
    terms = {each["code"]: each["id"] for each in all_terms["contents"]}
    assert names("search=松鹤") == ["松鹤养老院"]
    assert names(f"taxonomy_term_id={terms['meals']}") == ["松鹤养老院"]
    assert len(names(f"taxonomy_term_id={terms['eldercare']}")) == 2
    assert names(f"taxonomy_term_id={terms['nursery']}") == []
    assert len(names("modified_after=2026-01-01T00:00:00Z")) == 2
    assert names("modified_after=2999-01-01") == []


@pytest.mark.parametrize(
    "query", ["page=0", "page=x", "per_page=101", "modified_after=gestern", "taxonomy_term_id=x"]
)
def test_nonsense_is_refused_by_name(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/hsds/services?{query}")

    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"
    assert (answer.json or {})["field"] == query.partition("=")[0]


@pytest.mark.parametrize("path", [*KINDS])
def test_unknown_ids_are_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(f"/hsds/{path}/{uuid4()}").status_code == 404
    assert client.get(f"/hsds/{path}/1").status_code == 404


def test_the_door_says_what_it_is(client: FlaskClient) -> None:
    said: Any = client.get("/hsds/").json

    assert said["version"] == "3.1"
    assert "/hsds/services" in (client.get("/api/v1/openapi.json").json or {})["paths"]
