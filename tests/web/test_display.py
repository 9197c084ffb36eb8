"""How a reader likes to see pages: size of letters, colours, language; kept, and taken back."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient


def root(page: str) -> str:
    return page[page.index("<html") : page.index("<head>")]


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/display/elder", 'class="elder"'),
        ("/display/size/3", 'class="size-3"'),
        ("/display/theme/contrast", 'class="contrast"'),
        ("/display/language/zh-Hant", 'lang="zh-Hant"'),
    ],
)
def test_a_choice_is_kept_on_every_page_after(client: FlaskClient, address: str, says: str) -> None:
    answer = client.get(address, query_string={"back": "/policies?q=水电"})

    assert answer.status_code == 303
    assert answer.location.startswith("/policies?q=")
    assert says in root(client.get("/").text)
    assert says in root(client.get("/benefits/old_age_allowance").text)


def test_choices_stand_beside_each_other(client: FlaskClient) -> None:
    for address in ("/display/elder", "/display/size/2", "/display/theme/dark"):
        client.get(address)

    assert 'class="elder size-2 dark"' in root(client.get("/").text)


@pytest.mark.parametrize("address", ["/display/size/4", "/display/size/x", "/display/theme/pink"])
def test_what_cannot_be_chosen_is_not_there(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", ["display", "size", "theme", "lang"])
def test_a_cookie_that_says_nonsense_counts_as_none(client: FlaskClient, name: str) -> None:
    client.set_cookie(name, '"><script>')
    page = client.get("/").text

    assert 'lang="zh-Hans">' in root(page)
    assert "<script>" not in page


def test_a_language_nobody_speaks_leaves_the_page_as_it_was(client: FlaskClient) -> None:
    client.get("/display/language/klingon")

    assert 'lang="zh-Hans"' in root(client.get("/").text)


def test_one_page_shows_all_choices_and_marks_the_present_ones(client: FlaskClient) -> None:
    client.get("/display/size/2")
    page = client.get("/display?back=/about").text

    assert page.count('aria-current="true"') == 4
    assert 'href="/display/leave?back=/about"' in page
    assert client.get("/display/leave?back=/about").location == "/about"
    assert client.get("/display/leave?back=//evil.example").location == "/"


def test_the_large_version_has_larger_letters_at_hand(client: FlaskClient) -> None:
    client.set_cookie("display", "elder")

    assert "/display/size/1" in client.get("/about").text
    client.set_cookie("size", "3")
    page = client.get("/about").text
    assert "/display/size/2" in page
    assert "/display/size/4" not in page
