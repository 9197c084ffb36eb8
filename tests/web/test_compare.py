"""Places side by side: the same answers as on their pages, in an address that tells nothing of the visitor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from flask.testing import FlaskClient

from models import CareLevel, FeeUnit, Kind, Provider, Status
from tests.web.checks import Visitor, go_through
from tests.web.lint import faults, parse

Add = Callable[..., Provider]
DAY = date(2026, 11, 1)
NOBODY = "00000000-0000-4000-8000-000000000000"
MOTHER = {"applicant": "resident", "age": 82, "care_level": "moderate", "local_hukou": True}
FEES: dict[str, Any] = {"fee_unit": FeeUnit.MONTH, "fees_on": DAY}


def address(*places: Provider | str) -> str:
    ids = [each if isinstance(each, str) else str(each.id) for each in places]
    return "/providers/compare?" + "&".join(f"id={each}" for each in ids)


def text_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def table(page: str) -> dict[str, list[str]]:
    """Each question of the table with the answers, one a place."""
    found = {}
    for line in parse(page).iter("tr"):
        asked = line.find("th")
        if asked is not None and line.find("td") is not None:
            found[text_of(asked)] = [text_of(cell) for cell in line.iter("td")]
    return found


def names(page: str) -> list[str]:
    (head,) = parse(page).iter("thead")
    return [text_of(link) for link in head.iter("a")]


def net_cost_of(element: Element) -> list[str]:
    """The steps of every line, in order."""
    return [text_of(step) for steps in element.iter("ol") for step in steps.iter("li")]


@pytest.fixture
def places(add_provider: Add) -> list[Provider]:
    """Where vouchers are taken, where nobody knows, where they are not, and where the fee is by the day."""
    month = {"fee_min": Decimal(1500), "fee_max": Decimal("3200.50"), **FEES}
    return [
        add_provider(name="甲园", tags={"voucher_designated"}, care_levels={CareLevel.MODERATE}, **month),
        add_provider(name="乙园", care_levels={CareLevel.INDEPENDENT}, **month),
        add_provider(name="丙园", without={"voucher_designated"}, **month),
        add_provider(name="丁园", **{**month, "fee_unit": FeeUnit.DAY}),
    ]  # fmt: skip


def test_up_to_four_stand_in_the_order_of_the_address(
    client: FlaskClient, places: list[Provider]
) -> None:
    page = client.get(address(places[2], places[0], places[3], places[1]))

    assert page.status_code == 200
    assert names(page.text) == ["丙园", "甲园", "丁园", "乙园"]


def test_a_fifth_is_refused_in_words_and_the_visitor_picks(
    client: FlaskClient, places: list[Provider], add_provider: Add
) -> None:
    page = client.get(address(*places, add_provider(name="戊园")) + "&near=34.6,119.2")
    boxes = [e for e in parse(page.text).iter("input") if e.get("type") == "checkbox"]

    assert page.status_code == 422
    assert "一次最多比 4 家，现在有 5 家" in page.text
    assert [box.get("checked") is not None for box in boxes] == [True] * 4 + [False]
    assert 'name="near" value="34.6,119.2"' in page.text
    assert "<table" not in page.text


def test_the_same_place_twice_is_one_place(client: FlaskClient, places: list[Provider]) -> None:
    again = str(places[0].id).upper()
    page = client.get(address(places[0], again, places[0], places[1], places[2], places[3]))

    assert (page.status_code, len(names(page.text))) == (200, 4)
    assert "找不到了" not in page.text


@pytest.mark.parametrize("wrong", [NOBODY, "zzz", "", "%00", "1", "%27--", "９" * 50])
def test_an_unknown_id_is_said_and_the_rest_is_shown(
    client: FlaskClient, places: list[Provider], wrong: str
) -> None:
    beside, alone = (
        client.get(address(places[0], wrong, places[1])),
        client.get(address(wrong)),
    )

    assert (beside.status_code, names(beside.text)) == (200, ["甲园", "乙园"])
    assert "有 1 家找不到了" in beside.text
    assert alone.status_code == 404
    assert "还没有选机构" in alone.text


def test_without_ids_the_page_says_how_to_pick(client: FlaskClient) -> None:
    page = client.get("/providers/compare")

    assert page.status_code == 200
    assert "还没有选机构" in page.text


def test_any_number_of_ids_is_survived(client: FlaskClient) -> None:
    assert client.get("/providers/compare?" + "&".join(["id=x"] * 500)).status_code == 404


def test_what_differs_is_marked_and_what_nobody_knows_is_said_once(
    client: FlaskClient, places: list[Provider]
) -> None:
    rows = table(client.get(address(places[0], places[1])).text)

    assert "收哪些老人 不一样" in rows
    assert rows["有没有无障碍设施"] == ["这几家都没有核到"]


def test_who_has_stopped_offers_no_place(client: FlaskClient, add_provider: Add) -> None:
    closed = add_provider(name="旧园", status=Status.CLOSED, vacancies=9)
    rows = table(client.get(address(closed, add_provider(name="新园"))).text)

    assert "现在不收人" in rows["有没有空位"][0]
    assert "已关闭" in rows["现在开着吗"][0]
    assert "这一家已经关闭" in client.get(address(closed)).text


def test_two_kinds_stand_side_by_side(client: FlaskClient, add_provider: Add) -> None:
    both = add_provider(name="老园"), add_provider(name="小园", kind=Kind.CHILDCARE)
    rows = table(client.get(address(*both)).text)

    assert "这一类机构不用看" in rows["能不能用养老消费券"][1]


def test_a_comparison_reckons_as_the_page_does(client: FlaskClient, places: list[Provider]) -> None:
    go_through(Visitor(client), MOTHER)
    side = client.get(address(*places))
    cells = next(
        list(line.iter("td"))
        for line in parse(side.text).iter("tr")
        if text_of(line).startswith("减掉能领的")
    )

    for place, cell in zip(places, cells, strict=True):
        page = parse(client.get(f"/providers/{place.id}").text)
        (section,) = (e for e in page.iter("section") if e.get("aria-labelledby") == "net")
        (glance,) = (e for e in page.iter("div") if e.get("class") == "net")
        assert net_cost_of(cell) == net_cost_of(section), place.name
        answered = text_of(next(iter(glance.iter("dd"))))
        assert answered in text_of(cell), place.name
    assert [len(list(cell.iter("ol"))) for cell in cells] == [1, 2, 1, 0]
    assert side.headers["Cache-Control"] == "no-store"
    assert list(faults(side.text)) == []


def test_the_address_to_send_tells_nothing_of_the_visitor(
    client: FlaskClient, places: list[Provider]
) -> None:
    go_through(Visitor(client), MOTHER)
    page = client.get(address(*places[:2]) + "&near=34.6,119.2").text
    sent = next(e.get("value") or "" for e in parse(page).iter("input") if e.get("id") == "address")
    stranger = client.application.test_client().get(sent.removeprefix("http://localhost")).text

    assert sent == "http://localhost" + address(*places[:2])
    assert names(stranger) == ["甲园", "乙园"]
    assert "老人能不能来" not in stranger
    assert "减掉能领的" not in stranger


def test_a_comparison_has_a_code_to_scan(client: FlaskClient, places: list[Provider]) -> None:
    code = address(*places).replace("compare?", "compare/code.svg?")

    assert client.get(code).mimetype == "image/svg+xml"
    assert client.get("/providers/compare/code.svg").status_code == 404
    assert client.get(f"/providers/compare/code.svg?id={NOBODY}").status_code == 404


def test_a_sample_is_marked_and_has_no_phone(client: FlaskClient, elder_home: Provider) -> None:
    page = client.get(address(elder_home)).text

    assert "示例没有电话" in page
    assert 'href="tel:1234' not in page.split("<main")[1].split("<footer")[0]
