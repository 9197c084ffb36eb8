"""The staff mend a record: each change with day, source and record, and nobody's change lost to somebody else's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models import AuditEntry, FeeUnit, Kind, OpeningHours, Precision, Provider
from models.editing import fields_of, mark, written
from models.quality import PARTS, quality
from tests.models.rows import a_provider
from tests.staff_client import sign_in, token
from tests.web.lint import faults
from web.clock import today


@pytest.fixture
def place(add_provider: Callable[..., Provider]) -> Provider:
    return add_provider(name="松鹤养老院", phone="0518-85000001", capacity=80)


@pytest.fixture
def editor(app: APIFlask) -> FlaskClient:
    client = app.test_client()
    sign_in(client, "editor")
    return client


def page_of(place: Provider) -> str:
    return f"/counter/providers/{place.id}"


def form(client: FlaskClient, place: Provider, **said: str) -> dict[str, str]:
    texts = {name: written(place, name) for name in fields_of(place.kind)}
    rest = {"mark": mark(place), "source": "打电话问过", "day": today().isoformat()}
    return {**texts, **rest, "csrf_token": token(client, page_of(place)), **said}


def save(client: FlaskClient, place: Provider, **said: str) -> TestResponse:
    return client.post(page_of(place), data=form(client, place, **said))


def one(rows: Session, what: Any) -> Any:
    rows.expire_all()
    return rows.scalars(select(what)).one()


def test_a_place_is_found_and_samples_are_not(
    editor: FlaskClient, place: Provider, add_provider: Callable[..., Provider]
) -> None:
    add_provider(name="示例养老院", is_sample=True)
    assert "松鹤养老院" in editor.get("/counter/providers?q=松鹤&district=海州区").text
    everything = editor.get("/counter/providers").text

    assert "示例养老院" not in everything
    assert list(faults(everything)) == []
    assert "没有找到" in editor.get("/counter/providers?q=%25").text


def test_what_was_changed_is_written_with_its_day_and_recorded(
    editor: FlaskClient, rows: Session, place: Provider
) -> None:
    assert list(faults(editor.get(page_of(place)).text)) == []
    assert save(editor, place, phone="85000002", vacancies="3").status_code == 303

    changed = one(rows, Provider)
    assert (changed.phone, changed.vacancies, changed.vacancies_on) == ("0518-85000002", 3, today())
    entry = one(rows, AuditEntry)
    assert entry.action == "provider.changed"
    assert entry.before == {"phone": "0518-85000001", "vacancies": ""}
    assert entry.after["source"] == "打电话问过"
    assert "name" not in entry.after


def test_where_it_is_when_it_is_open_and_its_price_list_are_mended_like_the_rest(
    editor: FlaskClient, rows: Session, place: Provider
) -> None:
    said = {
        "point": "119.2214, 34.5967 高德",
        "hours": "周一至周五 8:00-17:00\r\n2027-02-05至2027-02-12 不开（春节）",
        "prices": "单人间 2000 元/月",
    }
    assert save(editor, place, **said).status_code == 303
    shown = editor.get(f"/providers/{place.id}").text
    form_again = editor.get(page_of(place)).text

    changed = one(rows, Provider)
    assert changed.location_precision is Precision.EXACT
    assert ("周一至周五" in shown, "08:00–17:00" in shown, "单人间" in shown) == (True,) * 3
    assert "周一至周五 08:00-17:00\n2027-02-05至2027-02-12 不开（春节）</textarea>" in form_again
    assert list(faults(form_again)) == []
    assert one(rows, AuditEntry).after["prices"] == "单人间 2000 元/月"
    assert save(editor, changed).status_code == 303
    assert len(rows.scalars(select(AuditEntry)).all()) == 1


def test_saving_what_was_there_changes_and_records_nothing(
    editor: FlaskClient, rows: Session, place: Provider
) -> None:
    assert save(editor, place).status_code == 303
    assert rows.scalars(select(AuditEntry)).all() == []


def test_the_second_of_two_sees_what_the_first_wrote(
    editor: FlaskClient, rows: Session, place: Provider
) -> None:
    late = form(editor, place, phone="0518-85000003")
    save(editor, place, phone="0518-85000002")
    answer = editor.post(page_of(place), data=late)

    assert (answer.status_code, "别人改过" in answer.text) == (409, True)
    assert "现在写着：0518-85000002" in answer.text
    assert "0518-85000003" in answer.text
    assert list(faults(answer.text)) == []
    assert one(rows, Provider).phone == "0518-85000002"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": ""}, "name"),
        ({"district": "沈阳市"}, "district"),
        ({"type": "nursery"}, "type"),
        ({"vacancies": "81"}, "vacancies"),
        ({"point": "119.2214, 34.5967"}, "point"),
        ({"hours": "早八晚五"}, "hours"),
        ({"prices": "单人间"}, "prices"),
        ({"source": ""}, "source"),
        ({"day": "2999-01-01"}, "day"),
    ],
    ids=str,
)
def test_what_cannot_stand_is_said_and_nothing_is_lost(
    editor: FlaskClient, rows: Session, place: Provider, said: dict[str, str], field: str
) -> None:
    answer = save(editor, place, phone="0518-85000009", **said)

    assert (answer.status_code, f'id="{field}-wrong"' in answer.text) == (422, True)
    assert "0518-85000009" in answer.text
    assert list(faults(answer.text)) == []
    assert one(rows, Provider).phone == "0518-85000001"


def test_checked_today(editor: FlaskClient, rows: Session, place: Provider) -> None:
    sent = {"csrf_token": token(editor, page_of(place))}
    editor.post(f"{page_of(place)}/checked", data=sent)

    assert one(rows, Provider).verified_on == today()
    assert one(rows, AuditEntry).action == "provider.checked"


def test_a_place_is_invited_from_its_page(
    editor: FlaskClient, client: FlaskClient, place: Provider
) -> None:
    sent = {"csrf_token": token(editor, page_of(place))}
    text = editor.post(f"{page_of(place)}/invite", data=sent).text
    link = text.split('value="http://localhost')[1].split('"')[0]

    assert client.get(link).status_code == 200


def test_an_advisor_looks_and_does_not_write(app: APIFlask, rows: Session, place: Provider) -> None:
    advisor = app.test_client()
    sign_in(advisor, "advisor")
    assert "今天核过" not in advisor.get(page_of(place)).text
    assert advisor.post(page_of(place), data=form(advisor, place, phone="1")).status_code == 403

    assert one(rows, Provider).phone == "0518-85000001"


def test_the_score_is_a_hundred_only_for_what_is_whole_and_fresh() -> None:
    day = date(2026, 11, 20)
    hours = [OpeningHours(weekday=1, opens_minute=480, closes_minute=1020)]
    whole = a_provider(
        kind=Kind.CHILDCARE, phone="1", address="路", fee_min=Decimal(1), fee_unit=FeeUnit.MONTH,
        fees_on=day, lat=34.6, lon=119.2, location_precision=Precision.EXACT, vacancies=0,
        vacancies_on=day, age_min_months=6, opening_hours=hours, registration_number="1",
        capacity=9, verified_on=day,
    )  # fmt: skip
    bare = a_provider()

    assert sum(part.points for part in PARTS.values()) == 100
    assert quality(whole, day) == (100, [], [])
    assert quality(bare, day).points == 0
    later = quality(whole, day + timedelta(days=91))
    assert (later.points, later.old) == (95, ["vacancies"])
    assert quality(whole, day + timedelta(days=400)).points == 50


def test_what_is_stale_is_listed_by_district(
    app: APIFlask, add_provider: Callable[..., Provider]
) -> None:
    old = today() - timedelta(days=400)
    add_provider(name="久没问养老院", verified_on=old, district="赣榆区")
    add_provider(name="刚问过养老院", verified_on=today())
    add_provider(name="示例养老院", verified_on=old, is_sample=True)
    said = app.test_cli_runner().invoke(args=["providers", "stale"])

    assert said.exit_code == 0, said.output
    assert "赣榆区：1 家，1 家一年没核实" in said.output
    assert "海州区：1 家，0 家一年没核实" in said.output
    assert "久没问养老院" in said.output
    assert "刚问过养老院" not in said.output
    assert "示例" not in said.output
