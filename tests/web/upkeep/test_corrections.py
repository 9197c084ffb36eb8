"""Anybody says what is wrong; nothing changes before an editor has checked it, and then with day, source, record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models import AuditEntry, Feedback, FeedbackDecision, Field, Provider
from tests.staff_client import sign_in, token
from tests.web.lint import faults
from web.clock import today

QUEUE = "/counter/corrections"
Add = Callable[..., Provider]


@pytest.fixture
def place(add_provider: Add) -> Provider:
    return add_provider(name="松鹤养老院", phone="0518-85000001", capacity=80)


@pytest.fixture
def editor(app: APIFlask) -> FlaskClient:
    client = app.test_client()
    sign_in(client, "editor")
    return client


def tell(client: FlaskClient, place: Provider, **said: str) -> TestResponse:
    address = f"/correct/{place.id}"
    sent = {"field": "phone", "value": "0518-85000002", "reason": "打过去是别人", **said}
    return client.post(address, data={"csrf_token": token(client, address), **sent})


def decide(client: FlaskClient, remark: Feedback, **said: str) -> TestResponse:
    sent = {
        "csrf_token": token(client, QUEUE), "decision": "accept", "field": "phone",
        "value": "0518-85000002", "reason": "打电话问过", "day": today().isoformat(), **said,
    }  # fmt: skip
    return client.post(f"{QUEUE}/{remark.id}", data=sent)


def one(rows: Session, what: Any) -> Any:
    rows.expire_all()
    return rows.scalars(select(what)).one()


def test_every_place_has_the_way_to_say_it(client: FlaskClient, place: Provider) -> None:
    assert f"/correct/{place.id}" in client.get(f"/providers/{place.id}").text


def test_it_is_kept_and_nothing_changes_yet(
    client: FlaskClient, rows: Session, place: Provider
) -> None:
    answer = tell(client, place)

    assert answer.status_code == 303
    assert "谢谢" in client.get(answer.headers["Location"]).text
    left = one(rows, Feedback)
    assert (left.target, left.field, left.value) == (
        f"provider:{place.id}", "phone", "0518-85000002",
    )  # fmt: skip
    assert one(rows, Provider).phone == "0518-85000001"


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("王经理 85000002 转 3", "0518-85000002-3"),
        ("13812345678", "〔电话号码〕"),
        ("85000002、13812345678", "0518-85000002"),
        ("不知道", "不知道"),
    ],
)
def test_a_place_s_own_line_is_kept_and_nobody_s_mobile(
    client: FlaskClient, rows: Session, place: Provider, value: str, kept: str
) -> None:
    tell(client, place, value=value, reason="")

    assert one(rows, Feedback).value == kept


def test_what_belongs_to_a_person_is_masked(
    client: FlaskClient, rows: Session, place: Provider
) -> None:
    tell(client, place, reason="我身份证 320705194003050011")

    assert "3207" not in one(rows, Feedback).reason


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"field": ""}, "是哪一样"),
        ({"field": "is_sample"}, "是哪一样"),
        ({"value": "", "reason": ""}, "请写一句"),
        ({"value": "长" * 201}, "最多 200"),
        ({"reason": "长" * 301}, "最多 300"),
    ],
    ids=str,
)
def test_what_says_nothing_is_asked_again(
    client: FlaskClient, rows: Session, place: Provider, said: dict[str, str], says: str
) -> None:
    answer = tell(client, place, **said)

    assert (answer.status_code, says in answer.text) == (422, True)
    assert list(faults(answer.text)) == []
    assert rows.scalars(select(Feedback)).all() == []


def test_a_place_that_is_not_there_is_not_found(client: FlaskClient) -> None:
    assert client.get("/correct/00000000-0000-0000-0000-000000000000").status_code == 404


def test_what_was_checked_is_written_with_day_source_and_record(
    client: FlaskClient, editor: FlaskClient, rows: Session, place: Provider
) -> None:
    tell(client, place)
    page = editor.get(QUEUE).text
    assert "0518-85000001" in page
    assert "0518-85000002" in page
    assert list(faults(page)) == []
    assert decide(editor, one(rows, Feedback)).status_code == 303

    changed = one(rows, Provider)
    assert changed.phone == "0518-85000002"
    assert changed.checked_on(Field.PHONE) == today()
    entry = one(rows, AuditEntry)
    assert (entry.action, entry.target) == ("correction.accepted", f"provider:{place.id}")
    assert entry.before == {"phone": "0518-85000001"}
    assert entry.after["phone"] == "0518-85000002"
    assert entry.after["source"] == "打电话问过"
    assert "没有等着的" in editor.get(QUEUE).text


def test_a_correction_of_the_api_stands_in_the_same_queue(
    client: FlaskClient, editor: FlaskClient, place: Provider
) -> None:
    body = {"kind": "correction", "target": f"provider:{place.id}", "field": "phone", "value": "1"}
    assert client.post("/api/v1/feedback", json=body).status_code == 201

    assert "松鹤养老院" in editor.get(QUEUE).text


def test_declining_needs_a_reason_and_changes_nothing(
    client: FlaskClient, editor: FlaskClient, rows: Session, place: Provider
) -> None:
    tell(client, place)
    remark = one(rows, Feedback)
    assert decide(editor, remark, decision="decline", reason="").status_code == 422
    assert decide(editor, remark, decision="decline", reason="打过，是对的").status_code == 303

    assert one(rows, FeedbackDecision).accepted is False
    assert one(rows, Provider).phone == "0518-85000001"
    assert one(rows, AuditEntry).action == "correction.declined"


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"decision": "x"}, "改还是不改"),
        ({"reason": ""}, "在哪里核实的"),
        ({"day": "昨天"}, "2026-11-25"),
        ({"day": "2999-01-01"}, "今天以后"),
        ({"field": "id"}, "改的是哪一项"),
        ({"value": "没有号码"}, "电话"),
        ({"value": "0518-85000001"}, "和现在写的一样"),
        ({"field": "vacancies", "value": "99"}, "还多"),
    ],
    ids=str,
)
def test_what_cannot_be_written_is_said_and_stays_in_the_queue(
    client: FlaskClient,
    editor: FlaskClient,
    rows: Session,
    place: Provider,
    said: dict[str, str],
    says: str,
) -> None:
    tell(client, place)
    answer = decide(editor, one(rows, Feedback), **said)

    assert (answer.status_code, says in answer.text) == (422, True)
    assert list(faults(answer.text)) == []
    assert one(rows, Provider).phone == "0518-85000001"
    assert rows.scalars(select(FeedbackDecision)).all() == []
    assert rows.scalars(select(AuditEntry)).all() == []


def test_of_two_who_decide_the_second_is_told_and_writes_nothing(
    client: FlaskClient, editor: FlaskClient, rows: Session, place: Provider
) -> None:
    tell(client, place)
    remark = one(rows, Feedback)
    decide(editor, remark)
    answer = decide(editor, remark, value="0518-85000003")

    assert (answer.status_code, "已经有人处理" in answer.text) == (409, True)
    assert one(rows, Provider).phone == "0518-85000002"


def test_an_advisor_may_not(app: APIFlask) -> None:
    client = app.test_client()
    sign_in(client, "advisor")

    assert client.get(QUEUE).status_code == 403
