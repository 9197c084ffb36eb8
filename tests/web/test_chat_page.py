"""The page to talk on, as a person uses it: with and without scripts, by keyboard, with an input method."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page

from tests.browser import look
from tests.web.fake_rasa import FakeRasa, running
from tests.web.talking import say
from web import create_app
from web.config import Settings

COMPOSING = """(key) => document.getElementById('message').dispatchEvent(
  new KeyboardEvent('keydown', {key, isComposing: true, bubbles: true, cancelable: true}))"""


@pytest.fixture
def rasa() -> Iterator[FakeRasa]:
    with running() as fake:
        yield fake


@pytest.fixture
def app(settings: Settings, rasa: FakeRasa) -> APIFlask:
    return create_app(replace(settings, RASA_URL=rasa.url))


@pytest.fixture
def page(chromium: Browser, served: str) -> Iterator[Page]:
    with look(chromium, served, "standard", 360) as context:
        opened = context.new_page()
        opened.goto("/chat")
        yield opened


@pytest.mark.browser
def test_an_enter_that_picks_a_word_does_not_send(page: Page, rasa: FakeRasa) -> None:
    page.locator("#message").fill("尊老金")
    page.evaluate(COMPOSING, "Enter")
    assert page.locator(".said").count() == 0

    page.locator("#message").press("Enter")
    page.locator(".said.bot").wait_for()
    assert [heard["message"] for heard in rasa.heard] == ["尊老金"]


@pytest.mark.browser
def test_shift_and_enter_begin_a_line(page: Page, rasa: FakeRasa) -> None:
    page.locator("#message").press_sequentially("我妈")
    page.locator("#message").press("Shift+Enter")

    assert page.locator("#message").input_value() == "我妈\n"
    assert rasa.heard == []


@pytest.mark.browser
def test_an_answer_joins_the_log_once_and_keeps_the_focus(page: Page) -> None:
    assert page.locator("#log").get_attribute("role") == "log"
    page.locator("#message").fill("尊老金怎么领")
    page.get_by_role("button", name="发送").click()
    page.locator(".said.bot").wait_for()

    assert page.locator(".said").count() == 2
    assert page.locator("#message").input_value() == ""
    assert page.locator(".said.bot a[href='/benefits/old_age_allowance']").count() == 1


@pytest.mark.browser
def test_a_button_asks_what_it_says(page: Page, rasa: FakeRasa) -> None:
    page.get_by_role("button", name="尊老金").click()
    page.locator(".said.bot").wait_for()
    page.locator(".said.bot .choices button").first.click()
    page.locator(".said.bot").nth(1).wait_for()

    assert [heard["message"] for heard in rasa.heard] == ["尊老金怎么领", "尊老金，去哪办"]


@pytest.mark.browser
def test_what_was_typed_stays_when_the_network_is_gone(page: Page) -> None:
    page.context.set_offline(True)
    page.locator("#message").fill("育儿补贴")
    page.get_by_role("button", name="发送").click()
    page.locator("#wrong:not(:empty)").wait_for()

    assert page.locator("#message").input_value() == "育儿补贴"


@pytest.mark.browser
def test_the_same_conversation_works_without_scripts(chromium: Browser, served: str) -> None:
    with look(chromium, served, "elder", 360, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/chat")
        page.locator("#message").fill("尊老金怎么领")
        page.get_by_role("button", name="发送").click()

        assert page.locator(".said.bot .words").count() == 1
        page.locator(".said.bot .choices button").first.click()
        assert page.locator(".said.bot .words").count() == 2


def test_a_conversation_can_be_taken_home(client: FlaskClient) -> None:
    say(client, "尊老金怎么领")
    answer = client.get("/chat/transcript")

    assert answer.mimetype == "text/plain"
    assert "尊老金怎么领" in answer.text
    assert "/benefits/old_age_allowance" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_without_a_conversation_there_is_nothing_to_take(client: FlaskClient) -> None:
    assert client.get("/chat/transcript").headers["Location"].endswith("/chat")
