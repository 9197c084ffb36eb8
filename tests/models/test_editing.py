"""Single fields are written as text and read back the same, each with its day; what cannot stand changes nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from models import (
    CareLevel,
    CoordinateSystem,
    FeeUnit,
    Field,
    Kind,
    OpeningException,
    OpeningHours,
    Ownership,
    Precision,
    Price,
    Provider,
    Service,
    Status,
)
from models.editing import NotAccepted, change, confirm, fields_of, mark, written
from models.importing.coordinates import to_wgs84
from tests.models.rows import DAY, Add, a_provider

LATER = date(2026, 11, 20)


def full(**given: object) -> Provider:
    return a_provider(
        **{
            "alternate_name": "松鹤", "ownership": Ownership.PRIVATE, "status": Status.SUSPENDED,
            "street": "新浦街道", "address": "解放路1号", "phone": "0518-85000001",
            "website": "https://example.org", "capacity": 80, "vacancies": 3,
            "fee_min": Decimal("1800"), "fee_max": Decimal("3200.50"), "fee_unit": FeeUnit.MONTH,
            "fees_on": DAY, "fees_include": "床位费、餐费", "care_levels": {CareLevel.MILD, CareLevel.TOTAL},
            "registration_number": "备字 1 号", "tags": {"meals", "会唱歌"},
            "services": [Service(name="助浴", description="每周一次"), Service(name="理发")],
            "lat": 34.5967, "lon": 119.2214, "coordinate_system": CoordinateSystem.GCJ02,
            "location_precision": Precision.EXACT,
            "opening_hours": [OpeningHours(weekday=1, opens_minute=480, closes_minute=720),
                              OpeningHours(weekday=2, opens_minute=480, closes_minute=720)],
            "opening_exceptions": [OpeningException(first_day=DAY, last_day=DAY, reason="停电")],
            "prices": [Price(name="单人间", amount=Decimal("2000"), unit=FeeUnit.MONTH, reported_on=DAY),
                       Price(name="日托", amount=Decimal("60.5"), unit=FeeUnit.DAY, includes="午餐",
                             reported_on=DAY)],
            **given,
        }
    )  # fmt: skip


def nursery() -> Provider:
    return a_provider(kind=Kind.CHILDCARE, age_min_months=6, age_max_months=36, capacity=40)


@pytest.mark.parametrize("make", [full, a_provider, nursery], ids=["full", "bare", "nursery"])
def test_what_is_sent_back_as_it_was_changes_nothing(session: Session, make: Add) -> None:
    provider = make()
    session.add(provider)
    session.flush()
    before = mark(provider)
    texts = {field: written(provider, field) for field in fields_of(provider.kind)}

    assert change(provider, texts, LATER) == ({}, {})
    assert mark(provider) == before
    assert provider.field_checks == []


def test_every_field_can_be_copied_from_one_to_another(session: Session) -> None:
    given, bare = full(), a_provider(name="另一家养老院")
    session.add_all([given, bare])
    session.flush()
    texts = {field: written(given, field) for field in fields_of(given.kind)}
    change(bare, {**texts, "registration_number": "备字 2 号"}, LATER)
    session.flush()

    copied = {f: written(bare, f) for f in texts if f != "registration_number"}
    assert copied["hours"] == f"周一至周二 08:00-12:00\n{DAY} 不开（停电）"
    assert copied["point"] == "34.596700, 119.221400 WGS-84"
    assert copied == {f: t for f, t in texts.items() if f != "registration_number"}


def test_each_field_gets_its_day_and_no_other_does(session: Session) -> None:
    provider = full()
    session.add(provider)
    session.flush()
    before, after = change(provider, {"phone": "85000002", "vacancies": "5"}, LATER, "0518")

    assert (before["phone"], after["phone"]) == ("0518-85000001", "0518-85000002")
    assert (provider.vacancies, provider.vacancies_on) == (5, LATER)
    assert (provider.capacity_on, provider.fees_on, provider.verified_on) == (DAY, DAY, DAY)
    assert provider.checked_on(Field.PHONE) == LATER
    assert provider.checked_on(Field.ADDRESS) == DAY


def test_a_price_that_stayed_keeps_the_day_it_was_reported(session: Session) -> None:
    provider = full()
    session.add(provider)
    session.flush()
    change(provider, {"prices": "单人间 2100 元/月\r\n日托 60.5 元/天（午餐）"}, LATER)
    session.flush()

    days = {each.name: (each.amount, each.reported_on) for each in provider.prices}
    assert days == {"单人间": (2100, LATER), "日托": (Decimal("60.5"), DAY)}


def test_a_point_is_kept_in_wgs_84_with_the_map_it_came_from(session: Session) -> None:
    provider = a_provider()
    session.add(provider)
    change(provider, {"point": "119.2214，34.5967 高德 只到街道", "hours": "每天 全天"}, LATER)
    session.flush()

    lat, lon = to_wgs84(34.5967, 119.2214, CoordinateSystem.GCJ02)
    assert (provider.lat, provider.lon) == (lat, lon)
    assert provider.coordinate_system is CoordinateSystem.GCJ02
    assert provider.location_precision is Precision.STREET
    assert (len(provider.opening_hours), provider.checked_on(Field.HOURS)) == (7, LATER)

    change(provider, {"point": "", "hours": ""}, LATER)
    session.flush()
    assert (provider.lat, provider.coordinate_system) == (None, None)
    assert (provider.location_precision, provider.opening_hours) == (Precision.NONE, [])


def test_an_emptied_field_is_not_known_any_more(session: Session) -> None:
    provider = full()
    session.add(provider)
    change(provider, {"vacancies": "", "tags": "", "phone": " "}, LATER)
    session.flush()

    assert (provider.vacancies, provider.phone, set(provider.tags)) == (None, None, set())


@pytest.mark.parametrize(
    ("texts", "field", "says"),
    [
        ({"name": ""}, "name", "不能空着"),
        ({"vacancies": "很多"}, "vacancies", "整数"),
        ({"vacancies": "81"}, "vacancies", "还多"),
        ({"capacity": "2"}, "vacancies", "还多"),
        ({"fee_min": "4000"}, "fee_min", "最高收费"),
        ({"fee_unit": ""}, "fee_unit", "收费单位"),
        ({"type": "nursery"}, "type", "几种里选"),
        ({"type": "饭店"}, "type", "几种里选"),
        ({"phone": "王经理"}, "phone", "电话"),
        ({"website": "javascript:1"}, "website", "http"),
        ({"care_levels": "很好"}, "care_levels", "没认出来"),
        ({"address": "x" * 201}, "address", "最多 200"),
        ({"point": "119.2214, 34.5967"}, "point", "哪家的地图"),
        ({"point": "解放路口"}, "point", "两个带小数的数"),
        ({"point": "2.35, 48.85 GPS"}, "point", "不在国内"),
        ({"hours": "早上八点"}, "hours", "周一至周五"),
        ({"prices": "日托 60"}, "prices", "数额和单位"),
    ],
    ids=str,
)
def test_what_cannot_stand_is_refused_by_name_and_nothing_changes(
    texts: dict[str, str], field: str, says: str
) -> None:
    provider = full()
    before = mark(provider)
    with pytest.raises(NotAccepted) as refused:
        change(provider, {**texts, "street": "朝阳街道"}, LATER)

    assert says in refused.value.wrong[field]
    assert mark(provider) == before


def test_confirming_the_whole_leaves_figures_their_day(session: Session) -> None:
    provider = full()
    session.add(provider)
    change(provider, {"phone": "0518-85000002"}, date(2026, 11, 5))
    provider.absent_since = DAY
    confirm(provider, LATER)
    session.flush()

    assert (provider.verified_on, provider.absent_since) == (LATER, None)
    assert provider.checked_on(Field.PHONE) == LATER
    assert provider.vacancies_on == DAY
