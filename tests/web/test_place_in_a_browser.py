"""The place, the comparison and the short list in a real browser: fingers, keys, small screens and paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, BrowserContext, Page

from models import CareLevel, FeeUnit, OpeningException, OpeningHours, Provider, Status
from tests.browser import MODES, look
from tests.web.checks import Visitor, go_through
from tests.web.looking import (
    RULES,
    SIDEWAYS,
    SMALL_TARGETS,
    TARGET_PIXELS,
    axe,
    sideways,
    small_targets,
    violations,
)
from web.clock import today

pytestmark = pytest.mark.browser
Add = Callable[..., Provider]
MOTHER = {"applicant": "resident", "age": 82, "care_level": "moderate", "local_hukou": True}
TOPS = "(cells) => cells.map((cell) => cell.getBoundingClientRect().top)"
SHOWN = "(e) => e.checkVisibility({visibilityProperty: true})"


@pytest.fixture
def places(add_provider: Add) -> list[Provider]:
    """All that a page may have to say, with long words; and one that has stopped, and one of nothing."""
    week = [OpeningHours(weekday=d, opens_minute=480, closes_minute=1050) for d in range(1, 6)]
    shut = [OpeningException(first_day=today(), last_day=today() + timedelta(days=1), reason="装修")]  # fmt: skip
    fees = {"fee_min": Decimal(1800), "fee_max": Decimal("3200.50"), "fee_unit": FeeUnit.MONTH}
    full: dict[str, Any] = {
        "phone": "0518-85412345-801、13800001234", "street": "新浦街道", "address": "解放路 1 号",
        "lat": 34.6, "lon": 119.2, "vacancies": 3, "capacity": 50, "fees_on": today(), **fees,
        "care_levels": {CareLevel.MODERATE}, "registration_number": "PDF32070000001",
    }  # fmt: skip
    return [
        add_provider(name="甲园颐养中心", opening_hours=week, opening_exceptions=shut, **full),
        add_provider(name="没有报过什么的一家名字很长的居家养老服务站"),
        add_provider(name="丙园", status=Status.SUSPENDED, phone="400-123-4567"),
        add_provider(name="丁园", fees_on=today(), **fees),
    ]


@pytest.mark.parametrize("mode", MODES)
def test_the_cards_of_real_places_hold_on_a_phone(
    chromium: Browser, served: str, add_provider: Add, mode: str
) -> None:
    """What the made-up ones of the other tests do not have: a way to say what is wrong, and figures grown old."""
    old = {"vacancies": 3, "vacancies_on": today() - timedelta(days=200)}
    add_provider(name="连云港市海州区幸福路街道松鹤综合性养老服务中心", **old)
    cards = ["/providers?kind=eldercare", "/search?q=松鹤"]
    with look(chromium, served, mode, 320) as context:
        assert violations(context, cards, (320,)) == {}
        assert small_targets(context, cards, mode, (320,)) == {}
        assert sideways(context, cards) == {}


@pytest.fixture
def compared(places: list[Provider]) -> str:
    return "/providers/compare?" + "&".join(f"id={each.id}" for each in places)


@pytest.fixture
def cookies(client: FlaskClient) -> list[Any]:
    """Those of a visitor who has gone through a check."""
    go_through(Visitor(client), MOTHER)
    kept = client.get_cookie("session")
    assert kept is not None
    return [{"name": kept.key, "value": kept.value}]


def told(context: BrowserContext, served: str, cookies: list[Any]) -> BrowserContext:
    context.add_cookies([{**each, "url": served} for each in cookies])
    return context


@pytest.fixture(params=MODES)
def mode(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def opened(context: BrowserContext, addresses: list[str]) -> Iterator[tuple[str, Page]]:
    page = context.new_page()
    for address in addresses:
        page.goto(address)
        yield address, page


def test_all_that_can_be_said_fits_a_small_phone(
    chromium: Browser, served: str, places: list[Provider], compared: str, cookies: list[Any],
    mode: str,
) -> None:  # fmt: skip
    """With the person of a check, so that every row and every step is there; also in the largest letters."""
    pages = [*(f"/providers/{each.id}?near=34.61,119.2" for each in places[:3]), compared]
    faults: dict[Any, Any] = {}
    for size in ("0", "3"):
        with look(chromium, served, mode, 320, size=size) as plain:
            for address, page in opened(told(plain, served, cookies), pages):
                faults[address, size, "sideways"] = max(page.evaluate(SIDEWAYS), 0)
                faults[address, size, "small"] = page.evaluate(SMALL_TARGETS, TARGET_PIXELS[mode])
                if size == "0":
                    report = axe(page, RULES)
                    faults[address, "axe"] = report.violations_count and report.generate_snapshot()

    assert {where: what for where, what in faults.items() if what} == {}


def test_a_phone_sees_one_question_at_a_time_and_a_desk_a_table(
    chromium: Browser, served: str, compared: str
) -> None:
    def side_by_side(width: int, mode: str) -> bool:
        with look(chromium, served, mode, width) as context:
            ((_, page),) = opened(context, [compared])
            return len(set(page.eval_on_selector_all("tbody tr:first-child td", TOPS))) == 1

    assert not side_by_side(320, "standard")
    assert side_by_side(1280, "standard")
    assert not side_by_side(1280, "elder")


def test_a_phone_names_the_place_beside_each_answer(
    chromium: Browser, served: str, compared: str
) -> None:
    with look(chromium, served, "standard", 320) as context:
        ((_, page),) = opened(context, [compared])
        names = page.locator("tbody tr").first.locator(".of")

        assert [name.evaluate(SHOWN) for name in names.all()] == [True] * 4
        assert names.first.inner_text() == "甲园颐养中心"


def test_paper_keeps_what_can_be_read_off_it(
    chromium: Browser, served: str, places: list[Provider], compared: str, mode: str
) -> None:
    """The number, the day it was printed and the code; no button, and a table whatever the screen."""
    with look(chromium, served, mode, 360) as context:
        for address, page in opened(context, [f"/providers/{places[0].id}", compared]):
            page.emulate_media(media="print")
            shown = {
                what: page.locator(what).first.evaluate(SHOWN)
                for what in (".call", ".printed", ".qr", "main button", "header", "footer")
            }
            assert shown == {
                ".call": True, ".printed": True, ".qr": True,
                "main button": False, "header": False, "footer": False,
            }, address  # fmt: skip
            assert "0518-85412345 转 801" in page.locator("main").inner_text()
        assert page.locator("table").evaluate("(e) => getComputedStyle(e).display") == "table"


def test_paper_of_four_places_is_a_few_sheets(
    chromium: Browser, served: str, compared: str, cookies: list[Any]
) -> None:
    with look(chromium, served, "standard", 1280) as plain:
        ((_, page),) = opened(told(plain, served, cookies), [compared])
        sheets = page.pdf(prefer_css_page_size=True)

    assert 0 < sheets.count(b"/Type /Page\n") <= 3


def test_without_scripts_a_place_is_kept_and_let_go(
    chromium: Browser, served: str, places: list[Provider]
) -> None:
    with look(chromium, served, "elder", 360, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"/providers/{places[0].id}")
        page.locator("main .asks").get_by_text("记下来比一比").click()
        page.get_by_role("button", name="记下来").click()
        page.get_by_role("button", name="比一比").click()
        assert page.locator("thead a").all_inner_texts() == ["甲园颐养中心"]
        page.goto("/providers/saved")
        page.get_by_role("button", name="全部清掉").click()

        assert page.get_by_text("还没有记下机构").is_visible()


def tab_to(page: Page, what: str) -> None:
    """By keys alone, as far as it takes; fails where no key leads there."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("(what) => document.activeElement.matches(what)", what):
            return
    pytest.fail(f"no key leads to {what}")


def _press(page: Page, what: str) -> None:
    tab_to(page, what)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_link_is_copied_and_the_press_is_answered(
    chromium: Browser, served: str, places: list[Provider]
) -> None:
    allowed = ["clipboard-read", "clipboard-write"]
    with look(chromium, served, "standard", 360, permissions=allowed) as context:
        page = context.new_page()
        page.goto(f"/providers/{places[0].id}?near=34.61,119.2")
        page.get_by_role("button", name="复制链接").click()
        page.get_by_role("button", name="已复制").wait_for()

        assert page.evaluate("navigator.clipboard.readText()") == f"{served}/providers/{places[0].id}"  # fmt: skip


def test_pages_ask_no_other_server(
    chromium: Browser, served: str, places: list[Provider], compared: str
) -> None:
    asked: list[str] = []
    with look(chromium, served, "standard", 360) as context:
        context.on("request", lambda request: asked.append(request.url))
        for _ in opened(context, [f"/providers/{places[0].id}", compared, "/providers/saved"]):
            pass

    assert [url for url in asked if not url.startswith(served)] == []
    assert any("code.svg" in url for url in asked)
