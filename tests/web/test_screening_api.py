"""The screening and question doors to the letter of the contract, and every bad input refused by name."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient

from web.api.screenings import ScreeningOut

SCREENINGS = "/api/v1/screenings"
RESULT = {
    "benefit_id", "status", "amount", "reasons", "missing", "open", "near_miss", "certainty",
    "conflicts", "apply", "sources",
}  # fmt: skip


def screen(client: FlaskClient, as_of: str = "2026-11-24", **facts: Any) -> Any:
    return client.post(SCREENINGS, json={"facts": facts, "as_of": as_of})


def test_an_answer_has_the_shape_of_the_contract(client: FlaskClient) -> None:
    found = screen(client, applicant="resident", birth_date="1947-07-15", local_hukou=True).json
    allowance = next(r for r in found["results"] if r["benefit_id"] == "old_age_allowance")

    assert set(found) == {"as_of", "results", "next_question"}
    assert set(allowance) == RESULT
    assert (allowance["status"], allowance["amount"]) == ("ineligible", None)
    assert allowance["near_miss"] == "再过 8 个月（2027-07）满 80 周岁"
    assert set(found["next_question"]) == {"fact", "prompt", "why", "options"}


def test_the_questions_have_the_shape_of_the_contract(client: FlaskClient) -> None:
    page = client.get("/api/v1/questions?limit=100").json

    assert page["total"] == len(page["items"]) > 30
    assert set(page["items"][0]) == {
        "id", "type", "prompt", "help", "why", "sensitive", "options", "unit",
    }  # fmt: skip


def test_null_is_asked_and_not_asked_again(client: FlaskClient) -> None:
    asked = screen(client, applicant="resident").json["next_question"]["fact"]
    again = screen(client, applicant="resident", **{asked: None}).json["next_question"]

    assert again["fact"] != asked


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"shoe_size": 42}, "shoe_size"),
        ({"age": "八十"}, "age"),
        ({"age": True}, "age"),
        ({"age": 126}, "age"),
        ({"age": float("nan")}, "age"),
        ({"local_hukou": 1}, "local_hukou"),
        ({"district": ["海州区"]}, "district"),
        ({"care_hint": []}, "care_hint"),
        ({"care_hint": [{}]}, "care_hint"),
        ({"child_birth_month": "2025-13"}, "child_birth_month"),
        ({"birth_date": "1944-02-30"}, "birth_date"),
        ({"birth_date": "2031-01-01"}, "birth_date"),
        ({"birth_date": "1944-01-01", "age": 40}, "age"),
        ({"child_birth_month": "2025-03", "child_age_months": 3}, "child_age_months"),
    ],
)
def test_a_bad_fact_is_refused_by_its_name(
    client: FlaskClient, facts: dict[str, Any], field: str
) -> None:
    refused = screen(client, **facts)

    assert refused.status_code == 422
    assert refused.mimetype == "application/problem+json"
    assert refused.json["field"] == field


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "facts"),
        ({"facts": None}, "facts"),
        ({"facts": ["age"]}, "facts"),
        ({"facts": {}, "as_of": "2026-02-30"}, "as_of"),
        ({"facts": {}, "as_of": 20261124}, "as_of"),
    ],
)
def test_a_bad_body_is_refused_by_the_name_of_its_part(
    client: FlaskClient, body: dict[str, Any], field: str
) -> None:
    refused = client.post(SCREENINGS, json=body)

    assert refused.status_code == 422
    assert refused.json["field"] == field


def test_a_name_that_is_no_plain_name_is_not_repeated(client: FlaskClient) -> None:
    refused = screen(client, **{"<b>张三</b>": 1})

    assert refused.json["field"] == "facts"
    assert "张三" not in refused.text


def test_what_is_written_is_what_the_published_schema_would_write(client: FlaskClient) -> None:
    for applicant in ("resident", "child", "provider", "worker", "taxpayer"):
        facts = {"age": 82, "local_hukou": True, "disability_grade": 1}
        told = screen(client, applicant=applicant, **facts).json

        assert told == json.loads(json.dumps(ScreeningOut().dump(_with_date(told))))


def _with_date(told: dict[str, Any]) -> dict[str, Any]:
    return {**told, "as_of": date.fromisoformat(told["as_of"])}
