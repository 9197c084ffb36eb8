"""One client by keys alone, from an empty screen to a printed sheet; counts the keys and the machine's time."""

from __future__ import annotations

import time
from typing import NamedTuple

from playwright.sync_api import BrowserContext, Page, expect

CLIENT = "82 岁 海州 低保 独居 半失能"
COUNTED = """addEventListener("keydown", () => {
  sessionStorage.keys = Number(sessionStorage.keys ?? 0) + 1;
}, true)"""
PRINTED = "window.print = () => { sessionStorage.printed = 1 }"


class Walked(NamedTuple):
    keys: int  # beyond the sentence
    seconds: float


def to_a_printed_sheet(context: BrowserContext) -> tuple[Page, Walked]:
    """By an advisor who is signed in; types as fast as the machine takes it."""
    context.add_init_script(COUNTED)
    context.add_init_script(PRINTED)
    page = context.new_page()
    page.goto("/counter")
    started = time.monotonic()
    page.keyboard.type(CLIENT)
    sentence = _keys(page)
    page.keyboard.press("Enter")
    expect(page.locator("#text")).to_have_value("")
    page.keyboard.press("Alt+g")
    page.keyboard.press("3")  # 评下来是中度失能
    expect(page.locator("[id$=-care_level]")).to_have_value("moderate")
    page.keyboard.press("1")  # 户口在连云港市
    expect(page.locator("[id$=-local_hukou]")).to_have_value("true")
    page.keyboard.press("Alt+m")
    page.keyboard.press("Alt+y")
    page.wait_for_url("**/counter/hand-out")
    expect(page.locator("[data-print]")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_function("() => sessionStorage.printed")
    return page, Walked(_keys(page) - sentence, time.monotonic() - started)


def _keys(page: Page) -> int:
    return int(page.evaluate("() => Number(sessionStorage.keys ?? 0)"))
