"""Places people name, and everyday words that are none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge.pack import Pack
from knowledge.reading import Reading
from tests.knowledge.reading.tables import rows

Read = Callable[[str], Reading]


@pytest.mark.parametrize(("section", "text", "place"), rows("places.yml"))
def test_a_place_is_read_with_its_district(
    section: str, text: str, place: list[str | None], read: Read
) -> None:
    reading = read(text)

    assert [reading.district, reading.street] == place


@pytest.mark.parametrize("text", ["我在农场住", "云台山景区", "东辛农场", "盐场的老人"])
def test_a_farm_or_scenic_area_is_asked_about(text: str, read: Read) -> None:
    assert [question.about for question in read(text).questions] == ["district"]


def test_a_street_beside_a_scenic_area_answers_the_question(read: Read) -> None:
    assert read("云台山景区，宿城街道").questions == ()


@pytest.mark.parametrize("text", ["海州", "连云"])
def test_a_district_and_street_of_one_name_are_not_asked_about(text: str, read: Read) -> None:
    assert read(text).questions == ()


def test_the_development_zone_is_unconfirmed_and_names_itself(read: Read) -> None:
    (place,) = read("开发区").places

    assert (place.certainty, "经济技术开发区" in (place.note or "")) == ("unconfirmed", True)


def test_the_registration_gives_the_fact_and_the_home_the_place_to_look(read: Read) -> None:
    reading = read("户口在赣榆，住海州")

    assert (reading.facts["district"], reading.district) == ("赣榆区", "海州区")


def test_every_place_below_a_district_has_one_or_is_asked_about(pack: Pack) -> None:
    assert [p.name for p in pack.places if not p.district and not p.ask] == []


def test_every_street_is_found_by_its_full_name(pack: Pack, read: Read) -> None:
    streets = [p for p in pack.places if p.kind in ("subdistrict", "town", "township")]

    assert [p.name for p in streets if read(f"我住{p.name}").street != p.name] == []
    assert len(streets) == 90
