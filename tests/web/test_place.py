"""A provider's page: the first questions first, each with its day, and nothing that would mislead."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient

from models import (
    CareLevel,
    FeeUnit,
    Field,
    FieldCheck,
    Kind,
    OpeningException,
    OpeningHours,
    Ownership,
    Price,
    Provider,
    ProviderType,
    Service,
    Status,
)
from tests.web.checks import Visitor, go_through
from tests.web.lint import parse
from web.clock import today

Add = Callable[..., Provider]
DAY = date(2026, 11, 1)
MOTHER = {"applicant": "resident", "age": 82, "care_level": "moderate", "local_hukou": True}
FEES = {"fee_min": Decimal(3000), "fee_max": Decimal(5000), "fee_unit": FeeUnit.MONTH, "fees_on": DAY}  # fmt: skip


@pytest.fixture
def page(client: FlaskClient, add_provider: Add) -> Callable[..., str]:
    def show(query: str = "", **given: Any) -> str:
        return client.get(f"/providers/{add_provider(**given).id}{query}").text

    return show


def answers(page: str) -> dict[str, str]:
    """What each question of the page is answered with."""
    found = {}
    for each in parse(page).iter("div"):
        asked, said = each.find("dt"), each.find("dd")
        if asked is not None and said is not None:
            found[each.get("class") or ""] = " ".join("".join(said.itertext()).split())
    return found


def to_ask(page: str) -> set[str]:
    (asked,) = (e for e in parse(page).iter("div") if e.get("class") == "to-ask")
    return {each.get("class") or "" for each in asked.iter("li")}


def data(page: str) -> dict[str, Any] | None:
    blocks = [e for e in parse(page).iter("script") if e.get("type") == "application/ld+json"]
    return json.loads(blocks[0].text or "") if blocks else None


def test_what_nobody_reported_is_said_to_be_unknown(page: Callable[..., str]) -> None:
    """The first questions one by one; the others together, as what to ask on the telephone."""
    shown = page()
    said = answers(shown)

    assert set(said) == {"comes", "costs", "place", "open"}
    assert set(said.values()) == {"没有核到"}
    assert to_ask(shown) == {
        "registered", "owned", "inclusive",
        "in_house_clinic", "meals", "barrier_free", "voucher_designated",
    }  # fmt: skip


def test_the_first_questions_stand_before_all_others(page: Callable[..., str]) -> None:
    assert list(answers(page()))[:4] == ["comes", "costs", "place", "open"]


def test_a_person_of_the_check_is_answered_and_nobody_else(
    client: FlaskClient, add_provider: Add
) -> None:
    taken = add_provider(care_levels={CareLevel.MODERATE}, **FEES)
    not_taken = add_provider(care_levels={CareLevel.INDEPENDENT})
    visitor = Visitor(client)
    go_through(visitor, MOTHER)
    yes, no = (visitor.open(f"/providers/{each.id}") for each in (taken, not_taken))
    open_to_all = client.application.test_client().get(f"/providers/{taken.id}")

    assert "能来 收中度失能的老人" in answers(client.get(f"/providers/{taken.id}").text)["comes"]
    assert "来不了" in answers(no.page.text)["comes"]
    assert yes.page.headers["Cache-Control"] == "no-store"
    assert "能来" not in answers(open_to_all.text)["comes"]
    assert "net" not in answers(open_to_all.text)


def test_an_old_report_says_that_it_is_old(page: Callable[..., str]) -> None:
    old, new = today() - timedelta(days=200), today() - timedelta(days=3)
    before = answers(page(vacancies=4, vacancies_on=old))["place"]
    after = answers(page(name="新报的养老院", vacancies=4, vacancies_on=new))["place"]

    assert "200 天前" in before
    assert "过了很久，可能变了" in before
    assert "3 天前" in after
    assert "可能变了" not in after


def test_a_record_that_nobody_checked_for_a_year_says_so_on_top(page: Callable[..., str]) -> None:
    shown = page(verified_on=today() - timedelta(days=400))

    assert shown.index("过了很久，先打电话问") < shown.index('class="glance"')


def test_a_field_verified_by_itself_shows_its_own_day(page: Callable[..., str]) -> None:
    said = answers(
        page(
            ownership=Ownership.PUBLIC,
            tags={"meals"},
            field_checks=[FieldCheck(field=Field.TAGS, checked_on=today() - timedelta(days=9))],
        )
    )

    assert "9 天前" in said["meals"]
    assert said["owned"] == "公办"


def test_every_field_that_was_verified_by_itself_shows_its_day(page: Callable[..., str]) -> None:
    given = {
        "ownership": Ownership.PUBLIC, "tags": {"meals"}, "care_levels": {CareLevel.MILD},
        "phone": "0518-85412345", "address": "解放路 1 号", "registration_number": "A1",
        "services": [Service(name="助浴")], "status": Status.SUSPENDED,
    }  # fmt: skip
    elsewhere = (Field.AGES, Field.HOURS)  # of a nursery, and of what has not stopped
    shown = [field for field in Field if field not in elsewhere]
    days = {field: today() - timedelta(days=30 + n) for n, field in enumerate(shown)}
    checks = [FieldCheck(field=field, checked_on=day) for field, day in days.items()]
    text = page(**given, field_checks=checks)

    for field, day in days.items():
        assert f"{day.year}年{day.month}月{day.day}日 核实的" in text, field


def test_ages_and_hours_of_a_nursery_show_their_days(page: Callable[..., str]) -> None:
    hours = [OpeningHours(weekday=d, opens_minute=480, closes_minute=1020) for d in range(1, 8)]
    checks = [FieldCheck(field=f, checked_on=today() - timedelta(days=d)) for f, d in ((Field.AGES, 5), (Field.HOURS, 6))]  # fmt: skip
    said = answers(page(kind=Kind.CHILDCARE, age_min_months=6, opening_hours=hours, field_checks=checks))  # fmt: skip

    assert "5 天前" in said["comes"]
    assert "6 天前" in said["open"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"status": Status.CLOSED}, "这一家已经关闭"),
        ({"status": Status.SUSPENDED}, "这一家暂停服务"),
        ({"absent_since": DAY}, "名单里已经没有这一家"),
    ],
)
def test_who_is_gone_says_so_on_top_and_is_not_found(
    client: FlaskClient, add_provider: Add, given: dict[str, Any], words: str
) -> None:
    place = add_provider(name="旧时光敬老院", **given)
    shown = client.get(f"/providers/{place.id}").text

    assert shown.index(words) < shown.index('class="glance"')
    assert "noindex" in shown
    assert data(shown) is None
    assert "旧时光" not in client.get("/providers?kind=eldercare").text


def test_a_no_is_told_apart_from_silence(page: Callable[..., str]) -> None:
    shown = page(tags={"in_house_clinic"}, without={"meals"})
    said = answers(shown)

    assert "里面有医务室" in said["in_house_clinic"]
    assert "报的是没有" in said["meals"]
    assert "barrier_free" in to_ask(shown)
    assert not to_ask(shown) & said.keys()


def test_prices_say_what_they_pay_for_and_when(page: Callable[..., str]) -> None:
    price = Price(name="床位费", amount=Decimal(900), unit=FeeUnit.MONTH, includes="水电", reported_on=DAY)  # fmt: skip
    shown = page(prices=[price], fees_include="床位费、餐费", **FEES)

    assert "包括：水电" in shown
    assert "里面有：床位费、餐费" in answers(shown)["costs"]


@pytest.mark.parametrize(
    ("phone", "dialled", "written"),
    [
        ("0518-85412345-801", "051885412345,801", "0518-85412345 转 801"),
        ("0518-85412345转801", "051885412345,801", "0518-85412345 转 801"),
        ("85412345", "051885412345", "0518-85412345"),
        ("13800001234", "13800001234", "13800001234"),
        ("400-123-4567", "4001234567", "400-123-4567"),
    ],
)
def test_a_number_is_dialled_as_a_telephone_needs_it(
    page: Callable[..., str], phone: str, dialled: str, written: str
) -> None:
    shown = page(phone=phone)

    assert f'href="tel:{dialled}"' in shown
    assert written in shown


def test_open_now_knows_exceptions(page: Callable[..., str]) -> None:
    always = [OpeningHours(weekday=d, opens_minute=0, closes_minute=1440) for d in range(1, 8)]
    shut = [
        OpeningException(first_day=today(), last_day=today() + timedelta(days=1), reason="装修")
    ]

    assert "现在开着，全天都开" in answers(page(opening_hours=always))["open"]
    again = [OpeningHours(weekday=d, opens_minute=0, closes_minute=1440) for d in range(1, 8)]
    said = answers(page(opening_hours=again, opening_exceptions=shut))["open"]
    assert "现在关着" in said
    assert "自己报的" in said


def test_how_far_is_said_where_the_list_handed_a_place_on(page: Callable[..., str]) -> None:
    located = {"lat": 34.6, "lon": 119.2}

    assert "直线约 1.1 公里" in answers(page("?near=34.61,119.2", **located))["far"]
    for nowhere in ("?near=999,1", "?near=%00", "?near=here"):
        assert "far" not in answers(page(nowhere, **located))


def test_what_is_shared_does_not_tell_where_somebody_was(page: Callable[..., str]) -> None:
    field = next(
        e for e in parse(page("?near=34.61,119.2")).iter("input") if e.get("id") == "address"
    )

    assert "near" not in (field.get("value") or "")


def test_directions_go_to_no_map_of_somebody_else(page: Callable[..., str]) -> None:
    shown = page(lat=34.59671, lon=119.2, address="解放路 1 号", street="新浦街道")

    assert "江苏省连云港市海州区新浦街道解放路 1 号" in shown
    assert 'href="geo:34.5967,119.2000?q=34.5967,119.2000(' in shown
    assert not {e.get("href") for e in parse(shown).iter("a") if (e.get("href") or "").startswith("http")}  # fmt: skip


def test_the_code_to_scan_is_drawn_here(client: FlaskClient, add_provider: Add) -> None:
    answer = client.get(f"/providers/{add_provider().id}/code.svg")

    assert answer.mimetype == "image/svg+xml"
    assert answer.data.startswith(b"<?xml")
    assert client.get("/providers/00000000-0000-4000-8000-000000000000/code.svg").status_code == 404


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ({"kind": Kind.CHILDCARE}, "ChildCare"),
        ({"kind": Kind.CHILDCARE, "type": ProviderType.NURSERY_CLASS}, "Preschool"),
        ({}, "LocalBusiness"),
        ({"type": ProviderType.STREET_CENTRE, "ownership": Ownership.PUBLIC}, "GovernmentService"),
        ({"type": ProviderType.STREET_CENTRE}, "LocalBusiness"),
    ],
)
def test_search_engines_are_told_what_it_is(
    page: Callable[..., str], given: dict[str, Any], kind: str
) -> None:
    found = data(page(phone="0518-85412345", **given))

    assert found is not None
    assert (found["@type"], found["name"]) == (kind, "松鹤养老院")


def test_linked_data_holds_what_is_known_and_nothing_else(page: Callable[..., str]) -> None:
    hours = [OpeningHours(weekday=1, opens_minute=480, closes_minute=1440)]
    found = data(page(opening_hours=hours, lat=34.6, lon=119.2, without={"meals"}))

    assert found is not None
    assert found["openingHoursSpecification"][0]["dayOfWeek"] == "Monday"
    assert found["geo"]["latitude"] == 34.6
    assert found["amenityFeature"][0]["value"] is False
    assert not {"telephone", "priceRange", "alternateName"} & found.keys()


def test_a_name_cannot_break_out_of_the_linked_data(page: Callable[..., str]) -> None:
    shown = page(name="</script><b>松鹤", alternate_name='"&<!--')
    found = data(shown)

    assert found is not None
    assert found["name"] == "</script><b>松鹤"
    assert "</script><b>" not in shown


def test_a_sample_has_no_linked_data(client: FlaskClient, elder_home: Provider) -> None:
    assert data(client.get(f"/providers/{elder_home.id}").text) is None
