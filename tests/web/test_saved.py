"""The short list: kept in the browser, without an account, and only by somebody who asked for it."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models import Provider, Status
from tests.web.checks import Visitor
from tests.web.lint import faults, parse

Add = Callable[..., Provider]
NOBODY = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def visitor(client: FlaskClient) -> Visitor:
    return Visitor(client)


def keep(visitor: Visitor, *places: Provider) -> Visitor:
    for place in places:
        visitor.open(f"/providers/saved?add={place.id}").send("/providers/saved", add=str(place.id))
    return visitor


def names(page: str) -> list[str]:
    return ["".join(link.itertext()) for h3 in parse(page).iter("h3") for link in h3.iter("a")]


def test_reading_leaves_no_cookie(client: FlaskClient, add_provider: Add) -> None:
    place = add_provider()
    for address in ("/providers?kind=eldercare", f"/providers/{place.id}", "/providers/compare"):
        assert "Set-Cookie" not in client.get(address).headers, address


def test_a_place_is_kept_from_its_page_and_from_the_list(
    visitor: Visitor, add_provider: Add
) -> None:
    first, second = add_provider(name="甲园"), add_provider(name="乙园")
    keep(visitor, first)
    back = visitor.open(f"/providers/{second.id}").send(
        "/providers/saved", add=str(second.id), back=f"/providers/{second.id}"
    )

    assert back.path == f"/providers/{second.id}"
    assert "不记了" in back.text
    assert "记下了 2 家" in back.text
    listed = visitor.open("/providers?kind=eldercare").text
    assert "记下了 2 家" in listed
    assert names(visitor.open("/providers/saved").text) == ["甲园", "乙园"]
    assert f"/correct/{first.id}" in visitor.text
    assert list(faults(visitor.text)) == []


def test_one_is_let_go_and_all_are_cleared(visitor: Visitor, add_provider: Add) -> None:
    first, second = add_provider(name="甲园"), add_provider(name="乙园")
    keep(visitor, first, second)
    left = visitor.open("/providers/saved").send("/providers/saved", remove=str(first.id)).text

    assert names(left) == ["乙园"]
    assert "还没有记下机构" in visitor.send("/providers/saved/clear").text
    assert visitor.client.get_cookie("saved") is None


def test_keeping_twice_keeps_once(visitor: Visitor, add_provider: Add) -> None:
    place = add_provider(name="甲园")

    assert names(keep(visitor, place, place).open("/providers/saved").text) == ["甲园"]


def test_what_is_closed_stays_and_says_so(visitor: Visitor, add_provider: Add) -> None:
    keep(visitor, add_provider(name="旧园", status=Status.CLOSED))

    assert "这一家已经关闭" in visitor.open("/providers/saved").text


def test_the_twenty_first_is_refused_in_words(visitor: Visitor, add_provider: Add) -> None:
    places = [add_provider(name=f"第{number:02}园") for number in range(21)]
    keep(visitor, *places)

    assert visitor.page.status_code == 422
    assert "最多记 20 家" in visitor.text
    assert len(names(visitor.open("/providers/saved").text)) == 20


@pytest.mark.parametrize("wrong", [NOBODY, "zzz", "\x00"])
def test_what_is_no_place_is_not_kept(visitor: Visitor, wrong: str) -> None:
    assert visitor.send("/providers/saved", add=wrong).page.status_code in (400, 404)  # fmt: skip
    assert visitor.client.get_cookie("saved") is None


def test_a_form_from_elsewhere_keeps_nothing(client: FlaskClient, add_provider: Add) -> None:
    sent = client.post("/providers/saved", data={"add": str(add_provider().id)})

    assert sent.status_code in (400, 403)
    assert client.get_cookie("saved") is None


@pytest.mark.parametrize("cookie", ["", "x", "W10.x", "null", "%00", "é" * 10])
def test_a_cookie_that_is_not_ours_holds_nothing(client: FlaskClient, cookie: str) -> None:
    client.set_cookie("saved", cookie)

    page = client.get("/providers/saved")
    assert (page.status_code, names(page.text)) == (200, [])


@pytest.mark.parametrize("back", ["https://else.example/", "//else.example", "javascript:alert(1)"])
def test_nobody_is_sent_elsewhere(visitor: Visitor, add_provider: Add, back: str) -> None:
    place = add_provider()
    data = {"add": str(place.id), "back": back, "csrf_token": visitor.open(f"/providers/saved?add={place.id}")._token()}  # fmt: skip
    answer = visitor.client.post("/providers/saved", data=data)

    assert answer.status_code == 303
    assert answer.headers["Location"] == "/providers/saved"


def test_the_cookie_holds_ids_and_no_name(visitor: Visitor, add_provider: Add) -> None:
    place = add_provider(name="甲园")
    keep(visitor, place)
    kept = visitor.client.get_cookie("saved")

    assert kept is not None
    assert kept.http_only
    assert json.loads(urlsafe_b64decode(kept.value.split(".")[0] + "==")) == [place.id.hex]


def test_those_that_left_the_database_are_counted(
    visitor: Visitor, add_provider: Add, rows: Session
) -> None:
    first, second = add_provider(name="甲园"), add_provider(name="乙园")
    keep(visitor, first, second)
    rows.delete(first)
    rows.commit()
    page = visitor.open("/providers/saved").text

    assert names(page) == ["乙园"]
    assert "有 1 家已经撤下" in page
