"""Near me in a real browser: allowed, refused, and where nobody can tell the place; and nothing asked of strangers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from models import Precision, Provider
from tests.browser import look

pytestmark = pytest.mark.browser
Add = Callable[..., Provider]
HERE = {"latitude": 34.6012, "longitude": 119.2203, "accuracy": 20.0}
LIST = "/providers?kind=eldercare"


@pytest.fixture(autouse=True)
def two(add_provider: Add) -> None:
    exact = {"location_precision": Precision.EXACT}
    add_provider(name="远处养老院", lat=34.70, lon=119.30, **exact)
    add_provider(name="近处养老院", lat=34.602, lon=119.221, **exact)


@contextmanager
def asking(
    browser: Browser, served: str, *, allowed: bool, place: dict[str, float] | None
) -> Iterator[Page]:
    with look(browser, served, "standard", 360) as context:
        if allowed:
            context.grant_permissions(["geolocation"], origin=served)
        context.set_geolocation(place)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(LIST)
        page.get_by_text("找离我近的").click()
        page.get_by_role("button", name="用我的位置").click()
        yield page


def test_allowed_the_nearest_comes_first_and_the_place_is_in_no_address(
    chromium: Browser, served: str
) -> None:
    with asking(chromium, served, allowed=True, place=HERE) as page:
        page.wait_for_url("**near=here**")
        names = page.locator(".cards h2, .cards h3").all_inner_texts()
        text = page.locator("main").inner_text()
        kept = [each for each in page.context.cookies() if each["name"] == "here"]

    assert [each.strip() for each in names][:2] == ["近处养老院", "远处养老院"]
    assert "直线" in text
    assert "34.6" not in page.url
    assert [(each["path"], each["value"]) for each in kept] == [("/providers", "34.6012:119.2203")]


def test_refused_the_page_says_what_else_helps_and_goes_there(
    chromium: Browser, served: str
) -> None:
    with asking(chromium, served, allowed=False, place=HERE) as page:
        page.get_by_text("手机没有给出位置").wait_for()
        assert page.evaluate("document.activeElement.id") == "near"
        assert "here" not in {each["name"] for each in page.context.cookies()}
        assert "near=" not in page.url


def test_where_the_place_cannot_be_found_the_page_says_that_instead(
    chromium: Browser, served: str
) -> None:
    with asking(chromium, served, allowed=True, place=None) as page:
        page.get_by_text("现在定不了位").wait_for()
        assert page.evaluate("document.activeElement.id") == "near"
        assert "手机没有给出位置" not in page.locator("main").inner_text()


def test_without_a_script_there_is_no_button_and_a_street_does_as_well(
    chromium: Browser, served: str
) -> None:
    context = chromium.new_context(base_url=served, java_script_enabled=False)
    page = context.new_page()
    page.goto(LIST)
    assert not page.locator("[data-here]").is_visible()
    page.goto(f"{LIST}&near=板浦镇")
    assert "直线" in page.locator("main").inner_text()
    context.close()


def test_without_a_key_of_a_map_nothing_is_asked_of_anybody_else(
    chromium: Browser, served: str
) -> None:
    asked: list[str] = []
    with look(chromium, served, "standard", 360) as context:
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        for address in ("/", LIST, f"{LIST}&near=板浦镇", "/providers/compare"):
            page.goto(address)
            page.wait_for_load_state("networkidle")
        page.goto(LIST)
        page.get_by_role("link", name="近处养老院").first.click()
        page.wait_for_load_state("networkidle")

    assert len(asked) > 10
    assert {urlsplit(each).netloc for each in asked} == {urlsplit(served).netloc}
