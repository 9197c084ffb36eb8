"""Samples fill every page, can be told from real places at a glance, and come only once."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Kind, Precision, Provider, ProviderType
from models.sampling import load_samples, samples
from tests.models.rows import DAY, Add

DISTRICTS = ("海州区", "连云区", "赣榆区", "东海县", "灌云县", "灌南县")
PLACES = [(district, f"{name}街道") for district in DISTRICTS for name in ("甲", "乙乙", "丙丙")]


@pytest.fixture
def loaded(session: Session) -> list[Provider]:
    load_samples(session, PLACES, DAY)
    return list(session.scalars(select(Provider)))


def test_every_district_has_every_type(loaded: list[Provider]) -> None:
    assert len(loaded) >= 160
    assert {(each.district, each.type) for each in loaded} == {
        (district, type_) for district in DISTRICTS for type_ in ProviderType
    }


def test_nobody_could_ring_visit_or_mistake_one(loaded: list[Provider]) -> None:
    for each in loaded:
        assert each.is_sample
        assert each.name.startswith("示例")
        assert "示例" in (each.address or "")
        assert "示例" in each.source
        assert (each.phone, each.website, each.registration_number, each.verified_on) == (None,) * 4
        assert (each.lat, each.lon, each.location_precision) == (None, None, Precision.NONE)


def test_no_two_of_a_district_share_a_name(loaded: list[Provider]) -> None:
    assert len({(each.district, each.name) for each in loaded}) == len(loaded)


def test_searches_have_something_to_find(loaded: list[Provider], session: Session) -> None:
    for criteria in (
        {"with_vacancy": True, "kind": Kind.ELDERCARE},
        {"age_months": 24, "max_fee": 2000},
        {"tag": ["inclusive"]},
        {"q": "日间照料", "district": "东海县"},
    ):
        assert Provider.page(session, **criteria).total


def test_loading_again_adds_nothing_even_on_another_day(
    loaded: list[Provider], session: Session
) -> None:
    assert load_samples(session, PLACES, date(2027, 1, 1)) == 0


def test_the_same_places_give_the_same_ids() -> None:
    first, second = list(samples(PLACES, DAY)), list(samples(PLACES, DAY))

    assert [each.id for each in first] == [each.id for each in second]
    assert [set(each.tags) for each in first] == [set(each.tags) for each in second]


def test_none_are_made_beside_real_ones_of_the_kind(add: Add, session: Session) -> None:
    add(kind=Kind.CHILDCARE)
    load_samples(session, PLACES, DAY)

    made = session.scalars(select(Provider.kind).where(Provider.is_sample).distinct()).all()
    assert made == [Kind.ELDERCARE]
