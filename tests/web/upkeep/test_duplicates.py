"""Two records that may be one place: shown side by side, decided by an editor, made one without losing anything, taken apart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models import (
    Apart,
    AuditEntry,
    Feedback,
    FeedbackKind,
    FeeUnit,
    Kind,
    Merged,
    Moderation,
    OpeningException,
    OpeningHours,
    Precision,
    Price,
    Provider,
    Review,
    twins,
)
from models.editing import mark
from models.importing.stored import known
from tests.staff_client import sign_in, token
from tests.web.lint import faults
from web.clock import now, today

Add = Callable[..., Provider]
LIST = "/counter/duplicates"
EARLY, LATE = date(2026, 3, 1), date(2026, 10, 1)


@pytest.fixture
def editor(app: APIFlask) -> FlaskClient:
    client = app.test_client()
    sign_in(client, "editor")
    return client


@pytest.fixture
def pair(add_provider: Add) -> tuple[Provider, Provider]:
    """The one has what a family rings, the other what an office wrote down."""
    one = add_provider(name="松鹤养老院", phone="0518-85000001", verified_on=LATE)
    other = add_provider(
        name="连云港松鹤养老服务有限公司", capacity=80, capacity_on=EARLY, verified_on=EARLY,
        registration_number="JS070001", address="海州区幸福路1号", lat=34.6, lon=119.2,
        opening_hours=[OpeningHours(weekday=1, opens_minute=480, closes_minute=1080)],
        opening_exceptions=[OpeningException(first_day=LATE, last_day=LATE, reason="停电")],
        prices=[Price(name="单人间", amount=Decimal(2000), unit=FeeUnit.MONTH, reported_on=EARLY)],
    )  # fmt: skip
    return one, other


def press(
    client: FlaskClient, pair: tuple[Provider, Provider], decision: str, **said: str
) -> TestResponse:
    one, other = pair
    marks = {"first_mark": mark(one), "second_mark": mark(other)}
    sent = {"csrf_token": token(client, LIST), "decision": decision, **marks, **said}
    return client.post(f"{LIST}/{one.id}/{other.id}", data=sent)


def pairs(rows: Session) -> set[frozenset[str]]:
    rows.expire_all()
    found = twins.undecided(rows)
    return {frozenset(rows.get_one(Provider, each).name for each in ids) for ids in found}


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        ({"name": "松鹤养老院"}, {"name": "连云港松鹤养老服务中心"}, True),
        ({"name": "松鹤养老院", "phone": "0518-85000001"}, {"name": "松鹤护老院", "phone": "0518-85000001"}, True),
        ({"name": "松鹤养老院", "address": "幸福路1号"}, {"name": "松鹊养老院", "address": "海州区幸福路1号二楼"}, True),
        ({"name": "松鹤养老院", "address": "幸福路1号"}, {"name": "贝贝之家", "address": "幸福路1号"}, False),
        ({"name": "松鹤养老院"}, {"name": "松鹤养老服务中心", "district": "连云区"}, False),
        ({"name": "松鹤养老院"}, {"name": "示例松鹤养老院", "alternate_name": "松鹤养老院", "is_sample": True}, False),
        ({"name": "松鹤养老院"}, {"name": "松鹤养老服务中心", "absent_since": EARLY}, False),
        ({"name": "松鹤养老院", "registration_number": "1"}, {"name": "松鹤养老服务中心", "registration_number": "2"}, False),
    ],
    ids=lambda given: str(given.get("name")) if isinstance(given, dict) else str(given),
)  # fmt: skip
def test_who_resembles_whom(
    rows: Session,
    add_provider: Add,
    first: dict[str, object],
    second: dict[str, object],
    alike: bool,
) -> None:
    add_provider(**first)
    add_provider(**second)

    assert len(pairs(rows)) == alike


def test_what_very_many_share_tells_nobody_apart(rows: Session, add_provider: Add) -> None:
    for at in range(21):
        add_provider(name=f"海棠第{at}助餐点", phone="0518-85000001")

    assert pairs(rows) == set()


def test_a_pair_is_shown_side_by_side_once(
    editor: FlaskClient, pair: tuple[Provider, Provider]
) -> None:
    page = editor.get(LIST).text

    assert page.count("<article") == 1
    for text in ("松鹤养老院", "连云港松鹤养老服务有限公司", "0518-85000001", "JS070001"):
        assert text in page, text
    assert list(faults(page)) == []


def test_two_places_are_asked_about_no_more(
    editor: FlaskClient, rows: Session, pair: tuple[Provider, Provider]
) -> None:
    answer = press(editor, pair, "apart")

    assert (answer.status_code, pairs(rows)) == (303, set())
    assert "是两家" in editor.get(answer.location).text
    assert rows.scalars(select(AuditEntry.action)).all() == ["provider.kept_apart"]
    assert press(editor, pair, "first").status_code == 409


def test_made_one_it_has_what_only_the_other_said_with_its_day(
    editor: FlaskClient, rows: Session, pair: tuple[Provider, Provider]
) -> None:
    one, other = pair
    answer = press(editor, pair, "first")
    rows.expire_all()

    assert answer.status_code == 303
    assert (one.phone, one.capacity, one.capacity_on) == ("0518-85000001", 80, EARLY)
    assert (one.registration_number, other.registration_number) == ("JS070001", None)
    assert (one.verified_on, one.location_precision) == (LATE, Precision.EXACT)
    assert one.alternate_name == "连云港松鹤养老服务有限公司"
    assert [each.opens for each in one.opening_hours] == ["08:00"]
    assert [each.reason for each in one.opening_exceptions] == ["停电"]
    assert [(each.name, each.reported_on) for each in one.prices] == [("单人间", EARLY)]
    assert {each.checked_on for each in one.field_checks} == {EARLY}
    assert (other.absent_since, pairs(rows)) == (today(), set())
    entry = rows.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.target) == ("provider.merged", f"provider:{one.id}")
    assert (entry.before or {})["dropped"] == str(other.id)
    assert (entry.after or {})["capacity"] == "80"


def test_every_door_leads_to_the_one_that_is_kept(
    editor: FlaskClient, client: FlaskClient, pair: tuple[Provider, Provider]
) -> None:
    one, other = pair
    press(editor, pair, "first")
    page = client.get(f"/providers/{other.id}")

    assert (page.status_code, page.location.endswith(f"/{one.id}")) == (302, True)
    assert client.get(f"/api/v1/providers/{other.id}").json["id"] == str(one.id)
    found = client.get("/api/v1/providers?q=松鹤").json["items"]
    assert [each["id"] for each in found] == [str(one.id)]
    assert str(other.id) not in client.get("/hsds/services").text
    assert str(other.id) not in editor.get("/counter/providers").text
    assert editor.get(f"/counter/providers/{other.id}").status_code == 404


def test_what_was_said_of_the_other_is_said_of_the_one(
    editor: FlaskClient, rows: Session, add_provider: Add
) -> None:
    nurseries = [add_provider(name=n, kind=Kind.CHILDCARE) for n in ("贝贝托育园", "贝贝托育服务中心")]  # fmt: skip
    one, other = nurseries
    rows.add(Review(provider_id=other.id, stars=4, state=Moderation.SHOWN, written_on=today()))
    rows.add(
        Feedback(kind=FeedbackKind.CORRECTION, target=f"provider:{other.id}", created_at=now())
    )
    rows.commit()
    press(editor, (one, other), "first")
    rows.expire_all()

    assert rows.scalars(select(Review.provider_id)).all() == [one.id]
    assert rows.scalars(select(Feedback.target)).all() == [f"provider:{one.id}"]


def test_the_next_list_updates_the_one_that_is_kept(
    editor: FlaskClient, rows: Session, pair: tuple[Provider, Provider]
) -> None:
    press(editor, pair, "first")
    one, _ = pair
    led = {each.name: each.id for each in known(rows, Kind.ELDERCARE)}

    assert led == {"松鹤养老院": one.id, "连云港松鹤养老服务有限公司": one.id}


def test_a_chain_leads_to_its_end_and_can_be_taken_apart(
    editor: FlaskClient, rows: Session, pair: tuple[Provider, Provider], add_provider: Add
) -> None:
    one, other = pair
    press(editor, pair, "second")
    third = add_provider(name="松鹤养老服务中心")
    rows.expire_all()
    press(editor, (other, third), "second")
    rows.expire_all()
    assert twins.leads_to(rows, one.id) == third.id

    made = editor.get(f"{LIST}?made=1").text
    sent = {"csrf_token": token(editor, f"{LIST}?made=1")}
    answer = editor.post(f"{LIST}/{one.id}/apart", data=sent)
    rows.expire_all()

    assert list(faults(made)) == []
    assert (answer.status_code, one.absent_since, twins.leads_to(rows, one.id)) == (303, None, None)
    assert "provider.taken_apart" in rows.scalars(select(AuditEntry.action)).all()
    assert editor.post(f"{LIST}/{one.id}/apart", data=sent).status_code == 404


def test_whoever_comes_second_or_says_nothing_is_told(
    editor: FlaskClient, rows: Session, pair: tuple[Provider, Provider]
) -> None:
    late = press(editor, pair, "first", first_mark="x")
    nothing = press(editor, pair, "perhaps")

    assert (late.status_code, "请看现在的" in late.text) == (409, True)
    assert (nothing.status_code, "请选" in nothing.text) == (422, True)
    assert rows.scalars(select(Merged)).all() == rows.scalars(select(Apart)).all() == []


def test_what_would_not_fit_is_said_and_nothing_is_changed(
    editor: FlaskClient, rows: Session, add_provider: Add
) -> None:
    one = add_provider(name="松鹤养老院", vacancies=90)
    other = add_provider(name="松鹤养老服务中心", capacity=80)
    answer = press(editor, (one, other), "first")
    rows.expire_all()

    assert (answer.status_code, "先在其中一条里改好" in answer.text) == (422, True)
    assert (one.capacity, other.absent_since) == (None, None)
    assert rows.scalars(select(AuditEntry)).all() == []


def test_only_an_editor_decides(app: APIFlask, pair: tuple[Provider, Provider]) -> None:
    advisor = app.test_client()
    sign_in(advisor, "advisor")
    sent = {"csrf_token": token(advisor, "/counter/providers"), "decision": "apart"}
    one, other = pair

    assert advisor.get(LIST).status_code == 403
    assert advisor.post(f"{LIST}/{one.id}/{other.id}", data=sent).status_code == 403
    assert app.test_client().get(LIST).status_code == 303
