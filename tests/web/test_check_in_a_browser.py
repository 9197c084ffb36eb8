"""A check as somebody meets it on a phone, without scripts: every page readable, every target under a finger."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import MODES
from tests.web.looking import RULES, SIDEWAYS, SMALL_TARGETS, TARGET_PIXELS, axe

pytestmark = pytest.mark.browser
TEXT = "我妈82岁，海州区户口，低保，家里还有个一岁半的孩子"
UNFOLD = "document.querySelectorAll('details').forEach((d) => { d.open = true })"


def walk(page: Page) -> Iterator[str]:
    """From the start to a shared result, naming each page on the way; answers what it is asked."""
    page.goto("/check")
    page.fill("#text", TEXT)
    page.get_by_role("button", name="听一听").click()
    yield "told"
    page.goto("/check")
    page.get_by_role("button", name="老人或残疾人").click()
    page.fill("#value", "很老")
    page.get_by_role("button", name="下一题").click()
    yield "wrong"
    page.fill("#value", "82")
    page.get_by_role("button", name="下一题").click()
    yield from _to_the_result(page)
    page.check("input[name=agreed]")
    page.get_by_role("button", name="生成链接").click()
    yield "shared"


def _to_the_result(page: Page) -> Iterator[str]:
    while not page.url.endswith("/result"):
        if page.url.split("?")[0].endswith("/consent"):
            yield "consent"
            page.click("button[value=yes]")
        elif page.url.endswith("/care_level"):
            yield "question"
            page.click("button[value=moderate]")
        else:
            page.click("button[name=unknown]")
    yield "result"


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_every_page_of_a_check_is_for_everybody(
    chromium: Browser, served: str, mode: str, width: int, scheme: str
) -> None:
    context = chromium.new_context(
        viewport={"width": width, "height": 740}, base_url=served, color_scheme=scheme
    )
    context.add_cookies([{"name": "display", "value": mode, "url": served}])
    page, found = context.new_page(), {}
    for name in walk(page):
        page.wait_for_load_state()  # a click returns once the next page has begun, not once it is there
        page.evaluate(UNFOLD)
        small = page.evaluate(SMALL_TARGETS, TARGET_PIXELS[mode])
        report = axe(page, RULES)
        faults = [report.generate_snapshot()] if report.violations_count else []
        found[name] = small + faults + [page.evaluate(SIDEWAYS)] * (page.evaluate(SIDEWAYS) > 0)
    context.close()

    assert set(found) == {"told", "wrong", "question", "consent", "result", "shared"}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_a_check_needs_no_script(chromium: Browser, served: str) -> None:
    context = chromium.new_context(base_url=served, java_script_enabled=False)
    page = context.new_page()
    names = list(walk(page))

    assert names[-2:] == ["result", "shared"]
    assert page.locator("svg.segno").is_visible()
    context.close()


def test_what_is_folded_on_the_screen_is_on_the_paper(chromium: Browser, served: str) -> None:
    context = chromium.new_context(base_url=served)
    page = context.new_page()
    for name in walk(page):
        if name == "result":
            break
    page.emulate_media(media="print")

    assert page.locator(".outcome.eligible .reasons").first.is_visible()
    assert not page.locator(".share").is_visible()
    context.close()
