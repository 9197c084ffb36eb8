"""The JSON doors for a bill and for a remark: what they answer, and what they refuse by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Feedback, Provider

BILL: dict[str, Any] = {
    "provider_kind": "eldercare",
    "provider_registered": True,
    "utility": "electricity",
    "monthly_usage": 5000,
    "current_unit_price": 0.8,
    "residential_unit_price": 0.55,
}
CORRECTION = {"kind": "correction", "target": "benefit:old_age_allowance", "reason": "金额过时"}
ESTIMATE, FEEDBACK = "/api/v1/tariffs/estimate", "/api/v1/feedback"


def test_a_bill_is_answered_with_every_field(client: FlaskClient) -> None:
    found = client.post(ESTIMATE, json=BILL).json

    assert found["entitled"] is True
    assert (found["unit_price"], found["monthly_saving"], found["yearly_saving"]) == (
        0.55,
        1250,
        15000,
    )
    assert found["certainty"] == "stated"
    assert found["sources"][0] == {"id": "eldercare-13", "locator": "附表1 第13项", "url": None}


def test_what_is_not_known_is_null(client: FlaskClient) -> None:
    found = client.post(ESTIMATE, json={"utility": "gas"}).json

    assert {found[name] for name in ("entitled", "unit_price", "current_cost")} == {None}
    assert {found[name] for name in ("entitled_cost", "monthly_saving", "yearly_saving")} == {None}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("utility", "heating"),
        ("provider_kind", "school"),
        ("provider_registered", "yes"),
        ("provider_registered", 1),
        ("monthly_usage", -1),
        ("monthly_usage", "5000"),
        ("monthly_usage", True),
        ("current_unit_price", float("nan")),
        ("residential_unit_price", float("inf")),
        ("resident_standard_fee", 1e300),
    ],
)
def test_a_bad_bill_is_refused_by_the_name_of_its_field(
    client: FlaskClient, field: str, value: Any
) -> None:
    refused = client.post(ESTIMATE, json={**BILL, field: value})

    assert refused.status_code == 422
    assert refused.mimetype == "application/problem+json"
    assert refused.json["field"] == field


def test_a_remark_is_kept_without_private_numbers(client: FlaskClient, rows: Session) -> None:
    sent = {**CORRECTION, "reason": "我的号 32070519450101123X 错了", "value": "100"}
    answer = client.post(FEEDBACK, json=sent)
    kept = rows.scalars(select(Feedback)).one()

    assert answer.status_code == 201
    assert "32070519" not in (kept.reason or "")
    assert (kept.kind, kept.target, kept.value) == ("correction", CORRECTION["target"], "100")


def test_a_target_is_known_by_its_short_name_too(
    client: FlaskClient, add_provider: Callable[..., Provider]
) -> None:
    provider = str(add_provider().id)
    for short, full in (
        ("old_age_allowance", "benefit:old_age_allowance"),
        (provider, f"provider:{provider}"),
        ("tariff:water", "tariff:water"),
        ("site", "site"),
    ):
        assert client.post(FEEDBACK, json={**CORRECTION, "target": short}).json["target"] == full


def test_the_line_of_a_place_stays_and_a_persons_number_goes(
    client: FlaskClient, rows: Session, add_provider: Callable[..., Provider]
) -> None:
    about = {"kind": "correction", "target": f"provider:{add_provider().id}"}
    for field, said, kept in (
        ("phone", "0518-85800000", "0518-85800000"),
        ("phone", "13812345678", "〔电话号码〕"),
        ("address", "打 0518-85800000 找我", "打 〔电话号码〕 找我"),
    ):
        assert (
            client.post(FEEDBACK, json={**about, "field": field, "value": said}).status_code == 201
        )
        assert rows.scalars(Feedback.listed()).first().value == kept


def test_a_mark_may_be_a_number(client: FlaskClient, rows: Session) -> None:
    for value, kept in ((5, "5"), (True, "true"), ("好", "好")):
        sent = {"kind": "rating", "target": "site", "value": value}

        assert client.post(FEEDBACK, json=sent).status_code == 201
        assert rows.scalars(Feedback.listed()).first().value == kept


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "praise"),
        ("target", "benefit:nothing"),
        ("target", "policy:old_age_allowance"),
        ("target", ""),
        ("reason", "长" * 501),
        ("value", [5]),
        ("conversation_id", "x" * 30),
    ],
)
def test_a_bad_remark_is_refused_by_the_name_of_its_field(
    client: FlaskClient, rows: Session, field: str, value: Any
) -> None:
    refused = client.post(FEEDBACK, json={**CORRECTION, field: value})

    assert refused.status_code == 422
    assert refused.json["field"] == field
    assert rows.scalars(select(Feedback)).all() == []
