"""What only a real browser can tell: contrast, sizes under a finger, nothing cut off sideways."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser import MODES, look

pytestmark = pytest.mark.browser
TARGET_PIXELS = {"standard": 44, "elder": 60}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

# A link within a sentence may be as high as the sentence (WCAG 2.5.8); anything else is a target.
SMALL_TARGETS = """(least) => {
  const inSentence = (e) =>
    getComputedStyle(e).display === "inline" &&
    e.parentElement.textContent.trim() !== e.textContent.trim();
  const area = (e) => {
    const label = ["checkbox", "radio"].includes(e.type) ? e.closest("label") : null;
    return (label || e).getBoundingClientRect();
  };
  return [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
    .filter((e) => e.type !== "hidden" && e.checkVisibility() && !e.matches(".skip"))
    .filter((e) => !(e.tagName === "A" && inSentence(e)))
    .map((e) => ({e, box: area(e)}))
    .filter(({box}) => box.width < least - 0.5 || box.height < least - 0.5)
    .map(({e, box}) => `${e.outerHTML.slice(0, 80)} ${box.width}x${box.height}`);
}"""
WIDTHS = (320, 360, 768, 1280)
THEMES = ("light", "dark", "contrast")
# Structure does not change with the colours; contrast does, and to look at it alone is ten times as fast.
COLOURS = {"runOnly": ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]}
WEAR = """(theme) => {
  document.documentElement.classList.remove("light", "dark", "contrast");
  document.documentElement.classList.add(theme);
}"""
TYPE = """() => {
  const style = getComputedStyle(document.body);
  return [parseFloat(style.fontSize), parseFloat(style.lineHeight) / parseFloat(style.fontSize)];
}"""
# From the last line of one paragraph to the first of the next, as the eye sees it.
BETWEEN = """() => {
  const style = getComputedStyle(document.querySelector("main .prose > p:not(.lead)"));
  return parseFloat(style.marginBottom) + parseFloat(style.lineHeight);
}"""
SIDEWAYS = """() => document.documentElement.scrollWidth - document.documentElement.clientWidth"""


@pytest.fixture(params=MODES)
def mode(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def opened(
    browser: Browser, served: str, addresses: list[str], mode: str, width: int, **given: Any
) -> Iterator[tuple[str, Page]]:
    """Each page in turn, with all that can be unfolded unfolded."""
    with look(browser, served, mode, width, **given) as context:
        page = context.new_page()
        for address in addresses:
            page.goto(address)
            page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })")
            yield address, page


def test_axe_finds_nothing(chromium: Browser, served: str, addresses: list[str], mode: str) -> None:
    """Every page in every scheme at every width: the page is opened once and then looked at in each."""
    found = {}
    for address, page in opened(chromium, served, addresses, mode, WIDTHS[0]):
        for theme in THEMES:
            page.evaluate(WEAR, theme)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                report = Axe().run(page, options=RULES if theme == THEMES[0] else COLOURS)
                if report.violations_count:
                    found[address, theme, width] = report.generate_snapshot()

    assert found == {}


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
    small = {}
    for address, page in opened(chromium, served, addresses, mode, WIDTHS[0]):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            small[address, width] = page.evaluate(SMALL_TARGETS, TARGET_PIXELS[mode])

    assert {where: which for where, which in small.items() if which} == {}


def test_nothing_is_cut_off_sideways_on_the_smallest_phone(
    chromium: Browser, served: str, addresses: list[str], mode: str
) -> None:
    """Also with the largest letters, which is what 400 % of a desk's screen comes to."""
    wide = {}
    for size in ("0", "3"):
        for address, page in opened(chromium, served, addresses, mode, 320, size=size):
            wide[address, size] = page.evaluate(SIDEWAYS)

    assert {where: pixels for where, pixels in wide.items() if pixels > 0} == {}


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
