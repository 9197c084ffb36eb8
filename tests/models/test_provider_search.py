"""What each question finds, and in which order."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest

from models import CareLevel, FeeUnit, Kind, Ownership, Precision, ProviderType, Status
from models.criteria import BadSearch, Sort
from models.geography import Near, distance_m
from tests.models.rows import DAY, Add, Names

MONTHLY = {"fee_unit": FeeUnit.MONTH, "fees_on": DAY}


def test_closed_and_suspended_ones_are_never_found(add: Add, names: Names) -> None:
    add(name="停业养老院", status=Status.CLOSED)
    add(name="暂停养老院", status=Status.SUSPENDED)
    add(name="营业养老院")

    assert names() == ["营业养老院"]


def test_narrows_by_what_a_provider_is_and_where(add: Add, names: Names) -> None:
    add(name="甲", type=ProviderType.NURSING_HOME, ownership=Ownership.PUBLIC, street="新浦街道")
    add(name="乙", kind=Kind.CHILDCARE, district="东海县")

    assert names(kind=Kind.CHILDCARE) == ["乙"]
    assert names(type=ProviderType.NURSING_HOME) == ["甲"]
    assert names(ownership=Ownership.PUBLIC) == ["甲"]
    assert names(district="东海县") == ["乙"]
    assert names(street="新浦街道") == ["甲"]
    assert names(district="不存在\x00") == []


def test_every_tag_asked_for_must_be_there(add: Add, names: Names) -> None:
    add(name="甲", tags={"meals", "pickup"})
    add(name="乙", tags={"meals"})

    assert names(tag=["meals"]) == ["甲", "乙"]
    assert names(tag=["meals", "pickup"]) == ["甲"]


def test_age_limits_include_both_ends(add: Add, names: Names) -> None:
    add(name="六到三十六", kind=Kind.CHILDCARE, age_min_months=6, age_max_months=36)

    found = [months for months in (5, 6, 36, 37) if names(age_months=months)]
    assert found == [6, 36]


def test_an_unstated_age_limit_is_none_but_an_infant_finds_no_elder_home(
    add: Add, names: Names
) -> None:
    add(name="养老")
    add(name="托育", kind=Kind.CHILDCARE)

    assert names(age_months=0) == ["托育"]
    assert names(age_months=80 * 12) == ["养老"]


def test_a_level_of_care_must_be_stated(add: Add, names: Names) -> None:
    add(name="甲", care_levels={CareLevel.SEVERE, CareLevel.TOTAL})
    add(name="乙")

    assert names(care_level=CareLevel.SEVERE) == ["甲"]


def test_a_fee_nobody_stated_is_not_affordable(add: Add, names: Names) -> None:
    add(name="甲", fee_min=Decimal(1500), fee_max=Decimal(4000), **MONTHLY)
    add(name="乙", fee_max=Decimal(2500), **MONTHLY)
    add(name="丙")

    assert names(max_fee=1500) == ["甲"]
    assert names(max_fee=Decimal("1499.9999")) == []
    assert names(max_fee=2500) == ["甲", "乙"]


def test_a_unit_keeps_meals_apart_from_months(add: Add, names: Names) -> None:
    add(name="食堂", fee_min=Decimal(8), fee_unit=FeeUnit.MEAL, fees_on=DAY)

    assert names(max_fee=10) == ["食堂"]
    assert names(max_fee=10, fee_unit=FeeUnit.MONTH) == []


def test_no_vacancy_and_no_word_about_it_are_both_no(add: Add, names: Names) -> None:
    add(name="有", capacity=10, vacancies=1)
    add(name="满", capacity=10, vacancies=0)
    add(name="不详", capacity=10)

    assert names(with_vacancy=True) == ["有"]


def test_sorts_by_fee_unit_by_unit_and_by_vacancies(add: Add, names: Names) -> None:
    add(name="月贵", fee_min=Decimal(3000), vacancies=2, **MONTHLY)
    add(name="月廉", fee_min=Decimal(900), vacancies=0, **MONTHLY)
    add(name="餐", fee_min=Decimal(8), fee_unit=FeeUnit.MEAL, fees_on=DAY, vacancies=9)
    add(name="不详")

    assert names(sort=Sort.FEE) == ["月廉", "月贵", "餐", "不详"]
    assert names(sort=Sort.VACANCIES) == ["餐", "月贵", "月廉", "不详"]


def test_near_finds_by_circle_not_by_square_and_sorts_by_distance(add: Add, names: Names) -> None:
    here = Near(34.6, 119.2, radius_km=5)
    add(name="角上", lat=34.6 + 0.04, lon=119.2 + 0.048)  # in the box, 6.2 km away
    add(name="远些", lat=34.63, lon=119.2)
    add(name="近些", lat=34.6, lon=119.21)
    add(name="只知区", lat=34.6, lon=119.2, location_precision=Precision.DISTRICT)
    add(name="不知")

    assert names(near=here, sort=Sort.DISTANCE) == ["近些", "远些"]
    anywhere = names(near=Near(34.6, 119.2), sort=Sort.DISTANCE)
    assert anywhere == ["近些", "远些", "角上", "不知", "只知区"]


def test_a_place_known_by_its_street_only_is_never_nearer_than_it_may_be(
    add: Add, names: Names
) -> None:
    here = Near(34.6, 119.2)
    add(name="确切", lat=34.6, lon=119.22)  # 1.8 km
    rough = add(name="街道", lat=34.6, lon=119.201, location_precision=Precision.STREET)

    assert rough.distance_m(here) == 2500
    assert names(near=here, sort=Sort.DISTANCE) == ["确切", "街道"]
    assert names(near=here._replace(radius_km=2.4)) == ["确切"]
    assert set(names(near=here._replace(radius_km=2.5))) == {"确切", "街道"}


def test_distances_agree_with_the_great_circle() -> None:
    for lat, lon in ((34.6, 119.21), (34.9, 119.2), (34.3, 118.8), (35.0, 119.9)):
        north, east = math.radians(lat - 34.6), math.radians(lon - 119.2)
        inner = math.sin(north / 2) ** 2 + math.cos(math.radians(34.6)) * math.cos(
            math.radians(lat)
        ) * (math.sin(east / 2) ** 2)
        great = 2 * 6371008.8 * math.asin(math.sqrt(inner))

        assert distance_m(Near(34.6, 119.2), lat, lon) == pytest.approx(great, rel=1e-4, abs=1)


@pytest.mark.parametrize(
    ("criteria", "field"),
    [
        ({"sort": Sort.DISTANCE}, "sort"),
        ({"near": Near(91, 0)}, "near"),
        ({"near": Near(math.nan, 0)}, "near"),
        ({"near": Near(34, 119, 0)}, "radius_km"),
        ({"age_months": -1}, "age_months"),
        ({"max_fee": Decimal("1e12")}, "max_fee"),
        ({"colour": "red"}, "colour"),
        ({"kind": "hotel"}, "kind"),
        ({"sort": "random"}, "sort"),
    ],
)
def test_a_senseless_question_is_refused_by_name(names: Names, criteria, field: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(BadSearch) as refused:
        names(**criteria)

    assert refused.value.field == field
