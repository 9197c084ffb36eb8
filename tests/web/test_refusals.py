"""How the site says no, to a person and to a program."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest
from apiflask import APIBlueprint, APIFlask, Schema
from apiflask.fields import Integer
from flask import abort
from flask.testing import FlaskClient
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import TooManyRequests

from tests.web.lint import faults
from web import create_app
from web.config import Settings
from web.errors import WORDS
from web.security import csrf


class Query(Schema):
    age = Integer(required=True)


@pytest.fixture
def client(app: APIFlask) -> FlaskClient:
    """The app and some doors that only refuse."""
    for prefix in ("/api/v1/refuses", "/refuses"):
        bp = APIBlueprint(prefix.strip("/").replace("/", "_"), __name__, url_prefix=prefix)
        bp.get("/<int:status>")(_refuses)
        bp.get("/broken")(_broken)
        bp.get("/busy")(_busy)
        bp.get("/form")(_stale)
        bp.get("/asks")(bp.input(Query, location="query")(_asks))
        app.register_blueprint(bp)
        csrf.exempt(bp)
    return app.test_client()


def _refuses(status: int) -> NoReturn:
    abort(status)


def _broken() -> None:
    raise ZeroDivisionError


def _asks(query_data: dict[str, int]) -> dict[str, int]:
    return query_data


def _busy() -> None:
    raise TooManyRequests(retry_after=30)


def _stale() -> None:
    raise CSRFError


@pytest.mark.parametrize("status", list(WORDS))
def test_a_person_gets_a_sound_page_in_plain_words(client: FlaskClient, status: int) -> None:
    answer = client.get(f"/refuses/{status}")

    assert answer.status_code == status
    assert str(WORDS[status][0]) in answer.text
    assert list(faults(answer.text)) == []


@pytest.mark.parametrize("status", list(WORDS))
def test_a_program_gets_a_problem_document(client: FlaskClient, status: int) -> None:
    answer = client.get(f"/api/v1/refuses/{status}")

    assert answer.mimetype == "application/problem+json"
    assert answer.status_code == status == answer.json["status"]
    assert {"type", "title", "status", "detail"} <= answer.json.keys()


def test_an_unknown_address_under_a_json_door_is_a_problem_too(client: FlaskClient) -> None:
    for address in ("/api/v1/nothing", "/hsds/nothing"):
        assert client.get(address).mimetype == "application/problem+json"


def test_a_refused_field_is_named_and_its_value_is_not(client: FlaskClient) -> None:
    refused = client.get("/api/v1/refuses/asks?age=eighty")

    assert refused.status_code == 422
    assert refused.json["field"] == "age"
    assert "eighty" not in refused.text


def test_a_crash_shows_nothing_of_the_inside(client: FlaskClient) -> None:
    for address in ("/refuses/broken", "/api/v1/refuses/broken"):
        answer = client.get(address)

        assert answer.status_code == 500
        assert "Traceback" not in answer.text
        assert "ZeroDivision" not in answer.text


def test_too_often_says_when_to_come_back(client: FlaskClient) -> None:
    for address in ("/refuses/busy", "/api/v1/refuses/busy"):
        answer = client.get(address)

        assert answer.status_code == 429
        assert answer.headers["Retry-After"] == "30"


def test_a_form_that_lay_too_long_says_so(client: FlaskClient) -> None:
    assert "页面停留太久" in client.get("/refuses/form").text


def test_a_database_that_is_away_is_said_as_that(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = f"sqlite:///{tmp_path / 'no_tables.sqlite'}"
    client = create_app(replace(settings, DATABASE_URL=empty)).test_client()
    page = client.get("/providers?kind=eldercare&q=养老")
    answer = client.get("/api/v1/providers?q=养老")

    assert (page.status_code, answer.status_code) == (503, 503)
    assert "现在存不了东西" in page.text
    assert list(faults(page.text)) == []
    assert answer.mimetype == "application/problem+json"
    assert answer.headers["Retry-After"] == "60"
    assert client.get("/policies").status_code == 200
    assert "database_away" in capsys.readouterr().out
