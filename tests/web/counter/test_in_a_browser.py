"""The counter in a real browser: by keys alone from an empty screen to a printed sheet, and what its script must not do."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from apiflask import APIFlask
from playwright.sync_api import Browser, Page, Route, expect
from sqlalchemy.orm import Session

from models import SharedResult
from tests.browser import MODES, look
from tests.staff_client import sign_in_browser
from tests.web.counter.screen import SENTENCE
from tests.web.counter.walk import to_a_printed_sheet
from tests.web.looking import SIDEWAYS, UNFOLD, small_targets_on, violations_on
from tests.web.staff_pages import filled

pytestmark = pytest.mark.browser
KEYSTROKES_AT_MOST = 25
WIDTHS = (320, 1280)
# What an input method does while it chooses: keys with 229, letters that may yet change, then one word.
COMPOSE = """(word) => {
  const line = document.getElementById("text");
  const press = (key, code, more = {}) => line.dispatchEvent(new KeyboardEvent("keydown",
    {key, code, keyCode: 229, isComposing: true, bubbles: true, cancelable: true, ...more}));
  line.dispatchEvent(new CompositionEvent("compositionstart", {bubbles: true}));
  line.value = "da'pu'82sui";
  line.dispatchEvent(new InputEvent("input", {isComposing: true, bubbles: true}));
  const taken = [press("k", "KeyK", {altKey: true}), press("1", "Digit1"), press("Process", "KeyK", {altKey: true})];
  window.composing = {value: line.value, taken: taken.every((left) => left)};
  window.finish = () => {
    line.value = word;
    line.dispatchEvent(new CompositionEvent("compositionend", {data: word, bubbles: true}));
  };
}"""


@contextmanager
def at_the_counter(
    browser: Browser,
    app: APIFlask,
    served: str,
    mode: str = "standard",
    width: int = 1280,
    **given: object,
) -> Iterator[Page]:
    with look(browser, served, mode, width, **given) as context:
        sign_in_browser(context, app, served, "advisor")
        page = context.new_page()
        page.goto("/counter")
        yield page


@pytest.fixture
def desk(chromium: Browser, app: APIFlask, served: str) -> Iterator[Page]:
    with at_the_counter(chromium, app, served) as page:
        yield page


def heard(page: Page, sentence: str = SENTENCE) -> None:
    page.keyboard.type(sentence)
    expect(page.locator("#work .tally")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#text")).to_have_value("")


def test_from_an_empty_screen_to_a_printed_sheet_by_keys_alone(
    chromium: Browser, app: APIFlask, served: str, rows: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    with look(chromium, served, "standard", 1280) as context:
        sign_in_browser(context, app, served, "advisor")
        page, walked = to_a_printed_sheet(context)
        paper = page.locator(".paper").inner_text()

    with capsys.disabled():
        sys.stdout.write(
            f"\n{walked.keys} keystrokes beyond the sentence, {walked.seconds:.2f} s of machine time\n"
        )
    assert walked.keys <= KEYSTROKES_AT_MOST
    assert "尊老金" in paper
    assert "要带：身份证、户口簿、本人银行卡或社保卡" in paper
    assert rows.query(SharedResult).count() == 1


def test_results_follow_while_a_sentence_is_typed_and_take_it_back(desk: Page) -> None:
    desk.keyboard.type("82 海州 低保")
    expect(desk.locator("[id$=-income_status]")).to_have_value("low_income_allowance")
    for _ in "低保":
        desk.keyboard.press("Backspace")
    expect(desk.locator("[id$=-income_status]")).to_have_count(0)
    expect(desk.locator("[id$=-age]")).to_have_value("82")
    assert desk.evaluate("document.activeElement.id") == "text"


def test_a_chip_is_mended_and_a_person_more_is_heard(desk: Page) -> None:
    heard(desk, "妈妈82岁海州低保")
    desk.locator("[id$=-age]").fill("59")
    desk.keyboard.press("Enter")
    expect(desk.locator("#work .tally")).to_contain_text("符合 0 项")
    desk.keyboard.press("Alt+j")
    heard(desk, "老大2岁")
    expect(desk.locator("[name=look]")).to_have_count(2)
    expect(desk.locator("[name=look][aria-current]")).to_have_text("老大")
    desk.keyboard.press("Alt+l")
    expect(desk.locator("[name=look][aria-current]")).to_have_text("妈妈")
    expect(desk.locator("[id$=-age]")).to_have_value("59")


def test_no_key_acts_while_an_input_method_composes(desk: Page) -> None:
    heard(desk)
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url))
    desk.evaluate(COMPOSE, "户口在连云港")
    desk.wait_for_timeout(300)

    assert desk.evaluate("window.composing") == {"value": "da'pu'82sui", "taken": True}
    assert asked == []
    expect(desk.locator("[id$=-age]")).to_have_value("82")

    desk.evaluate("window.finish()")
    expect(desk.locator("[id$=-local_hukou]")).to_have_value("true")


def test_a_digit_typed_into_a_field_is_no_answer(desk: Page) -> None:
    heard(desk)
    desk.keyboard.type("1")
    expect(desk.locator("#text")).to_have_value("1")
    desk.locator("[id$=-age]").focus()
    desk.keyboard.type("3")
    assert desk.locator("[id$=-care_level]").count() == 0


@pytest.mark.parametrize("key", ["Alt+/", "?"])
def test_the_cheat_sheet_opens_and_closes_by_a_key(desk: Page, key: str) -> None:
    desk.locator("button", has_text="听一听").focus()
    desk.keyboard.press(key)
    expect(desk.locator("#keys")).to_be_visible()
    shown = set(desk.locator("#keys dt[data-code]").all_inner_texts())
    assert shown == {"Alt+J", "Alt+G", "Alt+L", "Alt+M", "Alt+Y", "Alt+O", "Alt+K", "Alt+/"}
    desk.keyboard.press("Enter")
    expect(desk.locator("#keys")).to_be_hidden()


def test_one_key_clears_and_the_way_back_shows_nobody(desk: Page) -> None:
    heard(desk)
    desk.keyboard.press("Alt+y")
    desk.wait_for_url("**/hand-out")
    desk.get_by_role("link", name="清空，接待下一位").click()
    desk.wait_for_url("**/counter")
    heard(desk)
    desk.keyboard.press("Alt+k")
    expect(desk.locator("[name$=-applicant]")).to_have_count(0)
    desk.go_back()
    expect(desk.locator("[name$=-applicant]")).to_have_count(0)
    assert "82" not in desk.locator("main").inner_text().replace("比如：82", "")


def test_a_desk_left_alone_warns_stays_for_a_key_and_empties(
    chromium: Browser, app: APIFlask, served: str
) -> None:
    with look(chromium, served, "standard", 1280) as context:
        sign_in_browser(context, app, served, "advisor")
        page = context.new_page()
        page.clock.install()
        page.goto("/counter")
        page.keyboard.type(SENTENCE)
        page.clock.run_for(1000)
        expect(page.locator("#work .tally")).to_be_visible()
        page.clock.run_for(155_000)
        expect(page.locator("#leaving")).to_be_visible()
        page.keyboard.press("Enter")
        expect(page.locator("#leaving")).to_be_hidden()
        expect(page.locator("[id$=-age]")).to_have_value("82")

        page.clock.run_for(152_000)
        expect(page.locator("#leaving")).to_be_visible()
        page.clock.run_for(31_000)
        expect(page.locator("[name$=-applicant]")).to_have_count(0)
        expect(page.locator("#text")).to_have_value("")


def test_the_sheet_left_alone_empties_too(chromium: Browser, app: APIFlask, served: str) -> None:
    with look(chromium, served, "standard", 1280) as context:
        sign_in_browser(context, app, served, "advisor")
        page = context.new_page()
        page.clock.install()
        page.goto("/counter")
        page.keyboard.type(SENTENCE)
        page.clock.run_for(1000)
        expect(page.locator("#work .tally")).to_be_visible()
        page.keyboard.press("Alt+y")
        page.wait_for_url("**/counter/hand-out")
        page.clock.run_for(185_000)
        page.wait_for_url("**/counter")
        expect(page.locator(".paper")).to_have_count(0)


def test_a_network_that_is_gone_is_said_and_nothing_is_lost(desk: Page) -> None:
    heard(desk)
    desk.route("**/counter", lambda route: route.abort())
    desk.keyboard.type("农村户口")
    expect(desk.locator("#counter-failed")).to_contain_text("没有连上")
    expect(desk.locator("#text")).to_have_value("农村户口")
    expect(desk.locator("[id$=-age]")).to_have_value("82")
    desk.unroute("**/counter")
    desk.keyboard.press("Enter")
    expect(desk.locator("#counter-failed")).to_be_hidden()
    expect(desk.locator("[id$=-age]")).to_have_value("82")


def test_an_ended_session_is_said_in_its_own_words(desk: Page) -> None:
    heard(desk)
    desk.context.clear_cookies(name="session")
    desk.keyboard.type("农村户口")
    expect(desk.locator("#counter-failed")).not_to_be_empty()
    expect(desk.locator("#text")).to_have_value("农村户口")


def test_print_pressed_twice_hands_out_once(desk: Page, rows: Session) -> None:
    heard(desk)
    sent: list[str] = []

    def slowly(route: Route) -> None:
        sent.append(route.request.url)
        time.sleep(0.3)
        route.continue_()

    desk.route("**/hand-out", slowly)
    desk.keyboard.press("Alt+m")
    desk.keyboard.press("Alt+y")
    desk.keyboard.press("Alt+y")
    desk.wait_for_url("**/hand-out")
    expect(desk.locator(".paper")).to_be_visible()

    assert len(sent) == 1
    assert rows.query(SharedResult).count() == 1


def test_all_of_it_works_without_a_script(chromium: Browser, app: APIFlask, served: str) -> None:
    with at_the_counter(chromium, app, served, java_script_enabled=False) as page:
        page.locator("#text").fill(SENTENCE)
        page.get_by_role("button", name="听一听").click()
        expect(page.locator("#work .tally")).to_contain_text("可能可以 3 项")
        page.locator("[data-ask]", has_text="户口在连云港市吗").get_by_role(
            "button", name="是", exact=True
        ).click()
        expect(page.locator("[id$=-local_hukou]")).to_have_value("true")
        page.locator("#agreed").check()
        page.locator("[data-does=print]").click()
        expect(page.locator(".paper")).to_contain_text("尊老金")
        expect(page.locator(".paper .code svg")).to_be_visible()
        page.get_by_role("button", name="回去接着看").click()
        expect(page.locator("[id$=-age]")).to_have_value("82")
        page.locator("[data-does=clear]").click()
        expect(page.locator("[name$=-applicant]")).to_have_count(0)


@pytest.mark.parametrize("mode", MODES)
def test_the_screen_at_work_and_the_sheet_are_for_everybody(
    chromium: Browser, app: APIFlask, served: str, rows: Session, mode: str
) -> None:
    filled(app, rows)
    with at_the_counter(chromium, app, served, mode, 320) as page:
        heard(page, "妈妈82岁海州低保独居半失能，老大2岁")
        sound(page, mode)
        page.keyboard.press("Alt+m")
        page.keyboard.press("Alt+y")
        page.wait_for_url("**/hand-out")
        sound(page, mode)
        page.get_by_role("button", name=re.compile("80 毫米")).click()
        expect(page.locator(".paper.slim")).to_be_visible()
        sound(page, mode)


def sound(page: Page, mode: str) -> None:
    page.evaluate(UNFOLD)
    assert page.evaluate(SIDEWAYS) == 0
    assert violations_on(page, WIDTHS) == {}
    assert small_targets_on(page, mode, WIDTHS) == {}
    page.set_viewport_size({"width": WIDTHS[0], "height": 800})
