"""The map: only with a key, only on request, drawn no more exactly than is known."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, Route

from models import Precision, Provider
from tests.browser import MODES, look
from tests.web.looking import RULES, SIDEWAYS, SMALL_TARGETS, TARGET_PIXELS, axe
from web import create_app
from web.config import Settings

Add = Callable[..., Provider]
LIST = "/providers?kind=eldercare"
KEY = "0123456789abcdef0123456789abcdef"
ELSEWHERE = "https://t0.tianditu.gov.cn"
# One transparent point.
TILE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002"
    "000001e221bc330000000049454e44ae426082"
)


@pytest.fixture
def plain_settings(settings: Settings) -> Settings:
    return settings


@pytest.fixture
def app(plain_settings: Settings) -> APIFlask:
    return create_app(replace(plain_settings, TIANDITU_KEY=KEY, MAP_NUMBER="审图号：测试用"))


@pytest.fixture
def four(add_provider: Add) -> None:
    """Two at one door, one known by its street, one by its district."""
    add_provider(name="甲养老院", lat=34.60001, lon=119.20001)
    add_provider(name="乙养老院", lat=34.60002, lon=119.20002)
    add_provider(name="丙养老院", lat=34.61, lon=119.22, location_precision=Precision.STREET)
    add_provider(name="丁养老院", lat=34.62, lon=119.24, location_precision=Precision.DISTRICT)


def drawing(client: FlaskClient, address: str = LIST) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        unescape(client.get(address).text.split('data-map="')[1].split('"')[0])
    )
    return found


def test_places_are_drawn_no_more_exactly_than_is_known(client: FlaskClient, four: None) -> None:
    drawn = drawing(client)

    assert [(each["at"], each["rough"], len(each["places"])) for each in drawn["points"]] == [
        ([34.61, 119.22], True, 1),
        ([34.6, 119.2], False, 2),
    ]
    assert drawn["left_out"] == 1
    assert "有 1 家不知道确切在哪里" in client.get(LIST).text


def test_only_pages_with_a_map_may_show_pictures_of_another_host(client: FlaskClient) -> None:
    policy = {path: client.get(path).headers["Content-Security-Policy"] for path in (LIST, "/")}

    assert f"img-src 'self' {ELSEWHERE};" in policy[LIST]
    assert "tianditu" not in policy["/"]


def test_leaflet_comes_from_here_and_nothing_else_does(client: FlaskClient) -> None:
    given = client.get("/providers/map/leaflet.js", buffered=True)

    assert given.mimetype == "text/javascript"
    assert "max-age=31536000" in given.headers["Cache-Control"]
    for name in ("leaflet-src.js", "../__init__.py", "images/none.png", "%2e%2e/__init__.py"):
        assert client.get(f"/providers/map/{name}").status_code == 404


def test_without_a_key_there_is_no_map_and_nothing_of_it(
    plain_settings: Settings, add_provider: Add, four: None
) -> None:
    client = create_app(plain_settings).test_client()
    answer = client.get(f"{LIST}&near=板浦镇")

    for word in ("map-box", "data-map", "map.js", "map.css", "leaflet", "tianditu"):
        assert word not in answer.text
    assert "tianditu" not in answer.headers["Content-Security-Policy"]
    assert client.get("/providers/map/leaflet.js").status_code == 404
    assert "直线" in answer.text


@pytest.fixture(params=MODES)
def mode(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page(chromium: Browser, served: str, four: None, mode: str) -> Iterator[Page]:
    with look(chromium, served, mode, 360) as context:
        opened = context.new_page()
        opened.asked = []  # type: ignore[attr-defined]
        opened.on("request", lambda request: opened.asked.append(request.url))  # type: ignore[attr-defined]
        opened.route(f"{ELSEWHERE}/**", _tile)
        opened.goto(LIST)
        yield opened


def _tile(route: Route) -> None:
    route.fulfill(body=TILE, content_type="image/png")


def opened_map(page: Page) -> None:
    with (
        page.expect_request(lambda request: "LAYER=vec&" in request.url),
        page.expect_request(lambda request: "LAYER=cva&" in request.url),
    ):
        page.get_by_role("button", name="在地图上看").press("Enter")
    page.locator(".map-pin").first.wait_for()
    page.wait_for_load_state("networkidle")


@pytest.mark.browser
def test_nothing_of_the_map_is_fetched_before_it_is_asked_for(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    before = list(page.asked)  # type: ignore[attr-defined]
    opened_map(page)
    tiles = [each for each in page.asked if each.startswith(ELSEWHERE)]  # type: ignore[attr-defined]

    assert not any("leaflet" in each or "tianditu" in each for each in before)
    assert all(any(f"LAYER={layer}&" in each for each in tiles) for layer in ("vec", "cva"))
    assert all(f"tk={KEY}" in each and "{" not in each for each in tiles)


@pytest.mark.browser
def test_a_place_can_be_found_and_opened_by_keyboard(page: Page) -> None:
    opened_map(page)
    assert page.evaluate("document.activeElement.classList.contains('map-frame')")
    page.get_by_role("button", name="甲养老院、乙养老院").press("Enter")
    page.get_by_role("link", name="乙养老院").last.wait_for()
    page.locator(".leaflet-popup").get_by_role("link", name="乙养老院").press("Enter")

    page.wait_for_url("**/providers/*-*")
    assert page.locator("h1").inner_text() == "乙养老院"


@pytest.mark.browser
def test_a_place_known_by_its_street_is_a_ring_and_says_so(page: Page) -> None:
    opened_map(page)
    assert page.locator("path.map-rough").count() == 1
    page.get_by_role("button", name="丙养老院").press("Enter")

    assert "不是门口的位置" in page.locator(".leaflet-popup").inner_text()
    assert "审图号：测试用" in page.locator(".leaflet-control-attribution").inner_text()


@pytest.mark.browser
def test_an_open_map_is_accessible_and_fits(page: Page, mode: str) -> None:
    opened_map(page)
    page.get_by_role("button", name="丙养老院").press("Enter")
    page.locator(".leaflet-popup").wait_for()
    report = axe(page, RULES)

    assert report.violations_count == 0, report.generate_report()
    assert page.evaluate(SMALL_TARGETS, TARGET_PIXELS[mode]) == []
    assert page.evaluate(SIDEWAYS) <= 0


@pytest.mark.browser
def test_where_tiles_or_leaflet_do_not_come_the_page_says_so(page: Page) -> None:
    page.route("**/leaflet.js*", lambda route: route.abort())
    button = page.get_by_role("button", name="在地图上看")
    button.press("Enter")
    page.get_by_text("地图没有打开").wait_for()
    page.unroute("**/leaflet.js*")
    page.route(f"{ELSEWHERE}/**", lambda route: route.abort())
    button.press("Enter")

    page.get_by_text("底图没有取到").wait_for()
    assert page.locator(".map-pin").count() == 2


@pytest.mark.browser
def test_the_policy_of_the_page_stops_nothing_of_it(page: Page) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    opened_map(page)

    assert said == []
