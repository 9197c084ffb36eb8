"""What people call a place."""

from __future__ import annotations

from knowledge.naming import meant
from knowledge.pack import Pack


def test_what_people_say_leads_to_what_lists_are_sorted_by(pack: Pack) -> None:
    called = meant(pack.places)

    assert called["新浦"] == ("海州区",)
    assert called["墟沟"] == ("墟沟街道",)
    assert called["开发区"] == ("连云区",)
    assert "农场" not in called  # which farm has to be asked


def test_every_known_point_names_its_source_and_lies_in_the_city(pack: Pack) -> None:
    points = [place.point for place in pack.places if place.point]

    assert len(points) >= 30
    for point in points:
        assert point.source
        assert 33.9 < point.lat < 35.2
        assert 118.3 < point.lon < 119.9
