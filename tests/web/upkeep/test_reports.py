"""A provider reports its vacancies and fees once under its link; the staff write it in with its day, or say why not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models import AuditEntry, Provider, ProviderReport
from tests.models.rows import DAY
from tests.staff_client import sign_in, token
from tests.web.lint import faults
from web.clock import today
from web.upkeep import links

QUEUE = "/counter/reports"
SAID = {
    "capacity": "80", "vacancies": "5", "fee_min": "1800", "fee_max": "3200", "fee_unit": "CNY/month",
    "fees_include": "床位费",
}  # fmt: skip


@pytest.fixture
def place(add_provider: Callable[..., Provider]) -> Provider:
    return add_provider(name="松鹤养老院", capacity=80, vacancies=5)


@pytest.fixture
def link(app: APIFlask, place: Provider) -> str:
    said = app.test_cli_runner().invoke(args=["providers", "invite", str(place.id)])
    assert said.exit_code == 0, said.output
    return str(said.output.splitlines()[0])


@pytest.fixture
def editor(app: APIFlask) -> FlaskClient:
    client = app.test_client()
    sign_in(client, "editor")
    return client


def send(client: FlaskClient, link: str, **said: str) -> TestResponse:
    return client.post(link, data={"csrf_token": token(client, link), **SAID, **said})


def settle(client: FlaskClient, left: ProviderReport, **said: str) -> TestResponse:
    sent = {"csrf_token": token(client, QUEUE), "decision": "accept", "reason": "", **said}
    return client.post(f"{QUEUE}/{left.id}", data=sent)


def one(rows: Session, what: Any) -> Any:
    rows.expire_all()
    return rows.scalars(select(what)).one()


def test_it_is_asked_kept_and_not_yet_written(
    client: FlaskClient, rows: Session, place: Provider, link: str
) -> None:
    page = client.get(link)
    assert (page.status_code, "松鹤养老院" in page.text) == (200, True)
    assert list(faults(page.text)) == []
    done = send(client, link)

    assert (done.status_code, "收到了" in done.text) == (200, True)
    assert one(rows, ProviderReport).figures == SAID
    assert one(rows, Provider).fee_min is None


def test_what_was_accepted_stands_there_with_its_day(
    client: FlaskClient, editor: FlaskClient, rows: Session, link: str
) -> None:
    send(client, link)
    page = editor.get(QUEUE).text
    assert list(faults(page)) == []
    assert settle(editor, one(rows, ProviderReport)).status_code == 303

    written = one(rows, Provider)
    assert (written.fee_min, written.fees_on) == (1800, today())
    # The same number again is news too: it is still so today.
    assert (written.vacancies, written.vacancies_on) == (5, today())
    assert written.verified_on == DAY
    entry = one(rows, AuditEntry)
    assert (entry.action, entry.after["fee_min"]) == ("report.accepted", "1800")


def test_declining_needs_a_reason(
    client: FlaskClient, editor: FlaskClient, rows: Session, link: str
) -> None:
    send(client, link)
    left = one(rows, ProviderReport)
    assert settle(editor, left, decision="decline").status_code == 422
    assert settle(editor, left, decision="decline", reason="和价目表不同").status_code == 303

    assert one(rows, Provider).fee_min is None
    assert settle(editor, left).status_code == 409


@pytest.mark.parametrize(
    ("said", "field", "says"),
    [
        ({"vacancies": "81"}, "vacancies", "还多"),
        ({"vacancies": "不多"}, "vacancies", "整数"),
        ({"fee_unit": ""}, "fee_unit", "收费单位"),
        ({"fee_min": "9999"}, "fee_min", "最高收费"),
    ],
    ids=str,
)
def test_what_cannot_be_is_said_and_the_link_still_serves(
    client: FlaskClient, link: str, said: dict[str, str], field: str, says: str
) -> None:
    answer = send(client, link, **said)

    assert (answer.status_code, says in answer.text) == (422, True)
    assert f'id="{field}-wrong"' in answer.text
    assert list(faults(answer.text)) == []
    assert send(client, link).status_code == 200


def test_a_link_serves_once(client: FlaskClient, rows: Session, link: str) -> None:
    sent = {"csrf_token": token(client, link), **SAID}
    assert client.post(link, data=sent).status_code == 200
    for answer in (client.get(link), client.post(link, data=sent)):
        assert (answer.status_code, "已经用过了" in answer.text) == (410, True)
        assert list(faults(answer.text)) == []
    one(rows, ProviderReport)


def test_a_link_ends(client: FlaskClient, link: str) -> None:
    with patch.object(links, "DAYS", -1):
        answer = client.get(link)

    assert (answer.status_code, "过期了" in answer.text) == (410, True)


@pytest.mark.parametrize(
    "change", [lambda k: k[:-2], lambda k: "/report/forged", lambda k: k + "x"]
)
def test_a_forged_link_opens_nothing(
    client: FlaskClient, link: str, change: Callable[[str], str]
) -> None:
    answer = client.get(change(link))

    assert (answer.status_code, "不是本站发的" in answer.text) == (404, True)


def test_nobody_is_invited_who_is_not_there(app: APIFlask) -> None:
    key = "00000000-0000-0000-0000-000000000000"

    assert app.test_cli_runner().invoke(args=["providers", "invite", key]).exit_code == 2
