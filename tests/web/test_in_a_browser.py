"""What only a real browser can tell: contrast, sizes under a finger, nothing cut off sideways."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser import MODES, look
from tests.web.looking import WEAR, sideways, small_targets, violations

pytestmark = pytest.mark.browser
TYPE = """() => {
  const style = getComputedStyle(document.body);
  return [parseFloat(style.fontSize), parseFloat(style.lineHeight) / parseFloat(style.fontSize)];
}"""
# From the last line of one paragraph to the first of the next, as the eye sees it.
BETWEEN = """() => {
  const style = getComputedStyle(document.querySelector("main .prose > p:not(.lead)"));
  return parseFloat(style.marginBottom) + parseFloat(style.lineHeight);
}"""


@pytest.fixture(params=MODES)
def mode(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_axe_finds_nothing(chromium: Browser, served: str, addresses: list[str], mode: str) -> None:
    with look(chromium, served, mode, 320) as context:
        assert violations(context, addresses) == {}


def test_the_device_in_the_dark_gets_the_dark_scheme(chromium: Browser, served: str) -> None:
    with look(chromium, served, "standard", 360, color_scheme="dark") as context:
        page = context.new_page()
        page.goto("/")
        given = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.evaluate(WEAR, "dark")
        chosen = page.evaluate("getComputedStyle(document.body).backgroundColor")

    assert given == chosen


def test_a_finger_hits_every_target(
    chromium: Browser, served: str, addresses: list[str], mode: str
) -> None:
    with look(chromium, served, mode, 320) as context:
        assert small_targets(context, addresses, mode) == {}


@pytest.mark.parametrize("size", ["0", "3"])
def test_nothing_is_cut_off_sideways_on_the_smallest_phone(
    chromium: Browser, served: str, addresses: list[str], mode: str, size: str
) -> None:
    """Also with the largest letters, which is what 400 % of a desk's screen comes to."""
    with look(chromium, served, mode, 320, size=size) as context:
        assert sideways(context, addresses) == {}


@pytest.mark.parametrize("size", ["0", "3"])
def test_english_is_cut_off_nowhere_either(
    chromium: Browser, served: str, addresses: list[str], mode: str, size: str
) -> None:
    """Its words are longer than ours."""
    with look(chromium, served, mode, 320, size=size) as context:
        context.add_cookies([{"name": "lang", "value": "en", "url": served}])
        assert sideways(context, addresses) == {}
        assert small_targets(context, addresses, mode, [320]) == {}


def test_axe_finds_nothing_in_english(
    chromium: Browser, served: str, addresses: list[str], mode: str
) -> None:
    with look(chromium, served, mode, 320) as context:
        context.add_cookies([{"name": "lang", "value": "en", "url": served}])
        assert violations(context, addresses, [360]) == {}


@pytest.mark.parametrize(("size", "least"), [("0", 20), ("3", 30)])
def test_elder_text_is_large_and_spaced(
    chromium: Browser, served: str, size: str, least: int
) -> None:
    with look(chromium, served, "elder", 360, size=size) as context:
        page = context.new_page()
        page.goto("/about")
        pixels, leading = page.evaluate(TYPE)
        between = page.evaluate(BETWEEN)

    assert pixels >= least
    assert leading >= 1.3
    assert between / pixels >= 1.3 * leading


def test_the_switch_works_without_scripts_and_comes_back(chromium: Browser, served: str) -> None:
    context = chromium.new_context(base_url=served, java_script_enabled=False)
    page = context.new_page()
    page.goto("/policies?q=水电")
    page.get_by_role("link", name="长辈版").click()

    assert page.locator("html.elder").count() == 1
    assert "q=" in page.url
    context.close()


def test_a_page_can_be_left_by_keyboard_alone(chromium: Browser, served: str) -> None:
    with look(chromium, served, "standard", 1280) as context:
        page = context.new_page()
        page.goto("/about")
        page.keyboard.press("Tab")
        assert page.locator(".skip:focus").is_visible()
        page.keyboard.press("Enter")

        assert page.evaluate("document.activeElement.id") == "main"
