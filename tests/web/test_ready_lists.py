"""A list page that was made before is given again only where it would be made the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from models import Provider
from web.directory import listing

LIST = "/providers?kind=eldercare"
Add = Callable[..., Provider]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A mark for every page that is really made."""
    marks: list[str] = []
    whole = listing.render_template

    def counted(*names: str, **given: Any) -> str:
        marks.append(names[0])
        return whole(*names, **given)

    monkeypatch.setattr(listing, "render_template", counted)
    return marks


def test_the_same_list_is_made_once(client: FlaskClient, made: list[str]) -> None:
    first, second = client.get(LIST), client.get(LIST)

    assert first.text == second.text
    assert len(made) == 1


def test_a_change_of_the_directory_shows_at_once(
    client: FlaskClient, add_provider: Add, rows: Any
) -> None:
    given = add_provider(name="松鹤养老院")
    assert "松鹤养老院" in client.get(LIST).text
    rows.delete(given)
    rows.commit()

    assert "松鹤养老院" not in client.get(LIST).text


@pytest.mark.parametrize(
    ("name", "value"), [("display", "elder"), ("size", "2"), ("lang", "zh-Hant")]
)
def test_each_sees_it_as_they_like_it(client: FlaskClient, name: str, value: str) -> None:
    plain = client.get(LIST).text
    client.set_cookie(name, value)
    own = client.get(LIST).text
    client.delete_cookie(name)

    assert own != plain
    assert client.get(LIST).text == plain


def test_a_short_list_stays_ones_own(client: FlaskClient, add_provider: Add) -> None:
    given = add_provider(name="松鹤养老院")
    other = client.application.test_client()
    other.get("/providers/saved", query_string={"add": given.id})
    with other.session_transaction() as kept:
        kept["csrf_token"] = "0" * 40

    assert 'class="keep"' in other.get(LIST).text
    assert 'class="keep"' not in client.get(LIST).text


@pytest.mark.parametrize("typed", ["q=松鹤", "near=34.6,119.2", "max_fee=900", "near=板浦镇"])
def test_what_somebody_typed_is_kept_nowhere(
    client: FlaskClient, made: list[str], typed: str
) -> None:
    for _ in range(2):
        client.get(f"{LIST}&{typed}")

    assert len(made) == 2
