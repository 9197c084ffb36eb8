"""Whatever stands in an address, the page, JSON, GeoJSON and the table answer it, or name the field to mend.

They answer alike: what one door refuses no other takes for a search without that filter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote_from_bytes

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import CareLevel, Ownership, ProviderType
from models.criteria import Sort
from models.kinds import TAG_WORDS
from web.api.provider_query import ProvidersQuery
from web.directory.asking import NAMES

API = "/api/v1/providers"
DOORS = (API, f"{API}.geojson", f"{API}.csv")
FIELDS = {*ProvidersQuery().fields}
# The page knows names of places, starts again where a page is gone, and has its own length and words.
ALIKE = tuple(name for name in NAMES if name != "near")
FOUND = re.compile(r'<p class="found" role="status">\D*(\d+)')
NUMBERS = (
    "0", "1", "-1", "1e3", "1e309", "-0.0", "nan", "inf", "１２", "٣", "0x10", "9" * 40, "1_000", "0.000001",
    "36", "1500", "1501", "٠.٥", "1,5", " 7 ", "+7", "500", "true", "True", "1e-320",
)  # fmt: skip
POINTS = (
    "34.6,119.2", "34.6, 119.2", "90,180", "-90,-180", "90.1,0", "0,180.0001", "119.2,34.6", "34.6", "34.6,",
    "34.6,119.2,1", "nan,nan", "inf,0", "1e2,3", "３４.6,119.2", "here", "板浦镇", "新浦", "海州", "-0,0", "90,0",
)  # fmt: skip
CURSORS = (
    "zzzz", "=", "W10", "bnVsbA", "WyJhIiwxLCJiIiwiYyJd", "W1tbW1tbW1tbW1tb", "-_-_", "MTIz", "Ww" * 2000,
)  # fmt: skip
SENSIBLE: dict[str, tuple[str, ...]] = {
    "kind": ("eldercare", "childcare"),
    "type": tuple(ProviderType),
    "ownership": tuple(Ownership),
    "care_level": tuple(CareLevel),
    "sort": tuple(Sort),
    "tag": tuple(TAG_WORDS),
    "district": ("海州区", "连云区", "南京市"),
    "street": ("新浦街道", "板浦镇"),
    "q": ("养老", "gyjly", "松贺", "%", "*", "\\", '"', "' or 1=1", "\u202e", "养 老 院"),
    "near": POINTS,
    "cursor": CURSORS,
}
TEXT = st.text(max_size=30).map(lambda text: text.encode("utf-8", "surrogatepass"))
VALUES = {
    name: st.one_of(
        st.sampled_from(SENSIBLE.get(name, NUMBERS)).map(str.encode),
        st.sampled_from(NUMBERS).map(str.encode),
        TEXT,
        st.binary(max_size=12),
    )
    for name in (*NAMES, "cursor", "limit", "counts", "lang", "nonsense")
}


@st.composite
def queries(draw: st.DrawFn, names: Sequence[str] = tuple(VALUES), blanks: bool = True) -> str:
    chosen = draw(st.lists(st.sampled_from(names), max_size=5))
    given = [(name, draw(VALUES[name])) for name in chosen]
    filled = [(n, v) for n, v in given if blanks or v.decode("utf-8", "replace").strip()]
    return "&".join(f"{name}={quote_from_bytes(value)}" for name, value in filled)


@pytest.fixture
def asked(client: FlaskClient, elder_home: Any) -> FlaskClient:
    client.set_cookie("here", "34.6000:119.2000", path="/providers")
    return client


@settings(
    max_examples=250, deadline=None, database=None, derandomize=True,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
@given(query=queries())
def test_every_door_answers_or_names_the_field(asked: FlaskClient, query: str) -> None:
    answers = {door: asked.get(f"{door}?{query}", buffered=True) for door in ("/providers", *DOORS)}

    for door, answer in answers.items():
        assert answer.status_code in (200, 422), (door, query)
        if answer.status_code == 422:
            assert set(_named(door, answer)) & FIELDS, (door, query)
    statuses = {answers[door].status_code for door in (API, f"{API}.geojson")}
    assert len(statuses) == 1, query


@settings(
    max_examples=150, deadline=None, database=None, derandomize=True,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
@given(query=queries(ALIKE, blanks=False))  # a form sends what was left blank, a program does not
def test_the_page_finds_what_the_json_finds(asked: FlaskClient, query: str) -> None:
    page, answer = asked.get(f"/providers?{query}"), asked.get(f"{API}?{query}&limit=1")
    assert page.status_code == answer.status_code, query
    if page.status_code == 200:
        assert int(FOUND.findall(page.text)[0]) == answer.json["total"], query


def _named(door: str, answer: Any) -> Iterator[str]:
    """The fields that a refusal names."""
    if door == "/providers":
        yield from re.findall(r'<li><a href="#(\w+)">', answer.text)
        return
    assert answer.mimetype == "application/problem+json"
    yield from re.findall(r'"field": ?"(\w+)', answer.text)
