"""A family says once how a childcare place was; nothing shows before it was read, no mean before enough have spoken."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models import AuditEntry, Kind, Moderation, Provider, Review, VisitCode
from models.review import SUMMED_FROM
from tests.staff_client import sign_in, token
from tests.web.lint import faults
from web import create_app
from web.clock import today
from web.config import Settings

QUEUE = "/counter/reviews"


@pytest.fixture
def place(add_provider: Callable[..., Provider]) -> Provider:
    return add_provider(name="小海豚托育园", kind=Kind.CHILDCARE)


@pytest.fixture
def editor(app: APIFlask) -> FlaskClient:
    client = app.test_client()
    sign_in(client, "editor")
    return client


@pytest.fixture
def codes(editor: FlaskClient, place: Provider) -> list[str]:
    sheet = print_slips(editor, place)
    assert list(faults(sheet.text)) == []
    return re.findall(r'class="code">([A-Z2-9]{5}-[A-Z2-9]{5})<', sheet.text)


def print_slips(editor: FlaskClient, place: Provider) -> TestResponse:
    sent = {"csrf_token": token(editor, QUEUE)}
    return editor.post(f"/counter/providers/{place.id}/slips", data=sent)


def write(client: FlaskClient, code: str, **said: str) -> TestResponse:
    sent = {
        "csrf_token": token(client, "/review"),
        "code": code,
        "stars": "4",
        "words": "老师耐心",
        **said,
    }
    return client.post("/review", data=sent)


def moderate(editor: FlaskClient, left: Review, **said: str) -> TestResponse:
    sent = {
        "csrf_token": token(editor, QUEUE), "what": "review", "decision": "show", "reason": "", **said,
    }  # fmt: skip
    return editor.post(f"{QUEUE}/{left.id}", data=sent)


def one(rows: Session, what: Any) -> Any:
    rows.expire_all()
    return rows.scalars(select(what)).one()


def test_codes_are_printed_and_only_their_hashes_kept(rows: Session, codes: list[str]) -> None:
    kept = rows.scalars(select(VisitCode)).all()

    assert (len(codes), len(set(codes)), len(kept)) == (12, 12, 12)
    assert all(each.replace("-", "") not in str([k.code_hash for k in kept]) for each in codes)
    assert one(rows, AuditEntry).action == "visit_codes.printed"


def test_a_review_is_shown_only_after_it_was_read(
    client: FlaskClient, editor: FlaskClient, rows: Session, place: Provider, codes: list[str]
) -> None:
    done = write(client, codes[0].lower())
    page = f"/providers/{place.id}"
    assert (done.status_code, "老师耐心" in client.get(page).text) == (200, False)
    waiting = editor.get(QUEUE).text
    assert "老师耐心" in waiting
    assert list(faults(waiting)) == []
    assert moderate(editor, one(rows, Review)).status_code == 303

    shown = client.get(page).text
    assert "老师耐心" in shown
    assert "平均" not in shown
    assert list(faults(shown)) == []


def test_a_mean_needs_enough_families(
    client: FlaskClient, editor: FlaskClient, rows: Session, place: Provider, codes: list[str]
) -> None:
    for number, code in enumerate(codes[:SUMMED_FROM]):
        write(client, code, stars=str(1 + number % 5), words="")
    for left in rows.scalars(select(Review)).all():
        assert "平均" not in client.get(f"/providers/{place.id}").text
        moderate(editor, left)

    assert "5 个家庭，平均 3.0 分" in client.get(f"/providers/{place.id}").text


def test_a_code_serves_once(client: FlaskClient, rows: Session, codes: list[str]) -> None:
    write(client, codes[0])
    again = write(client, codes[0])

    assert (again.status_code, "已经用过" in again.text) == (422, True)
    one(rows, Review)


def test_of_two_that_use_a_code_at_once_one_may(rows: Session, codes: list[str]) -> None:
    first = rows.scalars(select(VisitCode)).first()
    assert first is not None

    assert [first.use(rows), first.use(rows)] == [True, False]


def test_a_code_ends(client: FlaskClient, rows: Session, codes: list[str]) -> None:
    for each in rows.scalars(select(VisitCode)):
        each.expires_on = today() - timedelta(days=1)
    rows.commit()
    answer = write(client, codes[0])

    assert (answer.status_code, "过期" in answer.text) == (422, True)
    assert rows.scalars(select(Review)).all() == []


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"code": "AAAAA-AAAAA"}, "没有这个码"),
        ({"code": ""}, "没有这个码"),
        ({"stars": "6"}, "选一个分数"),
        ({"stars": ""}, "选一个分数"),
        ({"words": "长" * 301}, "最多 300"),
    ],
    ids=str,
)
def test_what_is_wrong_is_said_and_the_code_still_serves(
    client: FlaskClient, rows: Session, codes: list[str], said: dict[str, str], says: str
) -> None:
    answer = write(client, **{"code": codes[0], **said})

    assert (answer.status_code, says in answer.text) == (422, True)
    assert list(faults(answer.text)) == []
    assert write(client, codes[0]).status_code == 200


def test_what_belongs_to_a_person_is_masked(
    client: FlaskClient, rows: Session, codes: list[str]
) -> None:
    write(client, codes[0], words="打我电话 13812345678")

    assert "138" not in one(rows, Review).words


def test_guesses_are_turned_away(settings: Settings) -> None:
    client = create_app(replace(settings, RATELIMIT_ENABLED=True)).test_client()
    sent = {"csrf_token": token(client, "/review"), "code": "AAAAAAAAAA"}
    answers = [client.post("/review", data=sent).status_code for _ in range(21)]

    assert answers == [422] * 20 + [429]


def test_declining_needs_a_reason_and_is_recorded(
    client: FlaskClient, editor: FlaskClient, rows: Session, place: Provider, codes: list[str]
) -> None:
    write(client, codes[0])
    left = one(rows, Review)
    assert moderate(editor, left, decision="decline").status_code == 422
    assert moderate(editor, left, decision="decline", reason="写了老师名字").status_code == 303

    assert one(rows, Review).state is Moderation.DECLINED
    assert "老师耐心" not in client.get(f"/providers/{place.id}").text
    assert moderate(editor, left).status_code == 409
    actions = rows.scalars(select(AuditEntry.action)).all()
    assert "review.declined" in actions


def test_the_place_answers_once_and_that_is_read_too(
    client: FlaskClient, editor: FlaskClient, rows: Session, place: Provider, codes: list[str]
) -> None:
    write(client, codes[0])
    left = one(rows, Review)
    moderate(editor, left)
    made = editor.post(f"{QUEUE}/{left.id}/link", data={"csrf_token": token(editor, QUEUE)})
    found = re.search(r'value="http://localhost(/reply/[^"]+)"', made.text)
    assert found
    link, page = found[1], f"/providers/{place.id}"
    assert list(faults(client.get(link).text)) == []
    sent = {"csrf_token": token(client, link), "words": "谢谢您"}
    assert client.post(link, data={**sent, "words": ""}).status_code == 422
    assert client.post(link, data=sent).status_code == 200
    assert "谢谢您" not in client.get(page).text
    moderate(editor, left, what="reply")

    assert "谢谢您" in client.get(page).text
    assert client.get(link).status_code == 410
    assert client.get("/reply/forged").status_code == 404


def test_only_real_childcare_places_get_slips(
    editor: FlaskClient, add_provider: Callable[..., Provider]
) -> None:
    elder = add_provider(name="松鹤养老院")
    sample = add_provider(name="示例托育园", kind=Kind.CHILDCARE, is_sample=True)

    assert print_slips(editor, elder).status_code == 404
    assert print_slips(editor, sample).status_code == 404


def test_an_advisor_prints_slips_and_moderates_nothing(app: APIFlask, place: Provider) -> None:
    advisor = app.test_client()
    sign_in(advisor, "advisor")
    assert advisor.get(QUEUE).status_code == 403
    sent = {"csrf_token": token(advisor, "/staff/password")}

    assert advisor.post(f"/counter/providers/{place.id}/slips", data=sent).status_code == 200
