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
TYPE = """() => {
  const style = getComputedStyle(document.body);
  return [parseFloat(style.fontSize), parseFloat(style.lineHeight) / parseFloat(style.fontSize)];
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


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "light"), (360, "dark")])
def test_axe_finds_nothing(
    chromium: Browser, served: str, addresses: list[str], mode: str, width: int, scheme: str
) -> None:
    found = {}
    for address, page in opened(chromium, served, addresses, mode, width, color_scheme=scheme):
        report = Axe().run(page, options=RULES)
        found[address] = [report.generate_snapshot()] if report.violations_count else []

    assert {address: wrong for address, wrong in found.items() if wrong} == {}


def test_a_finger_hits_every_target(
    chromium: Browser, served: str, addresses: list[str], mode: str
) -> None:
    small = {}
    for width in (360, 1280):
        for address, page in opened(chromium, served, addresses, mode, width):
            small[address, width] = page.evaluate(SMALL_TARGETS, TARGET_PIXELS[mode])

    assert {where: which for where, which in small.items() if which} == {}


def test_nothing_is_cut_off_sideways_on_the_smallest_phone(
    chromium: Browser, served: str, addresses: list[str], mode: str
) -> None:
    pages = opened(chromium, served, addresses, mode, 320)
    wide = {address: page.evaluate(SIDEWAYS) for address, page in pages}

    assert {address: pixels for address, pixels in wide.items() if pixels > 0} == {}


def test_elder_text_is_large_and_spaced(chromium: Browser, served: str) -> None:
    with look(chromium, served, "elder", 360) as context:
        page = context.new_page()
        page.goto("/")
        size, leading = page.evaluate(TYPE)

    assert size >= 20
    assert leading >= 1.6


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
