"""A resident and an advisor in two real browsers: who asks for a person is seen at once, and hears one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from apiflask import APIFlask
from playwright.sync_api import Browser, Page
from sqlalchemy.orm import Session
from werkzeug.serving import make_server

from models import Conversation
from tests.browser import look
from tests.staff_client import sign_in_browser
from tests.web.inbox.desk import SAID, waiting
from web import create_app
from web.config import Settings

pytestmark = pytest.mark.browser


@contextmanager
def serving(app: APIFlask, port: int = 0) -> Iterator[str]:
    """The app behind a socket that is closed at the end, as when the service stops."""
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@contextmanager
def at_the_desk(browser: Browser, app: APIFlask, served: str) -> Iterator[Page]:
    with look(browser, served, "standard", 1280) as context:
        sign_in_browser(context, app, served, "advisor")
        page = context.new_page()
        page.goto("/counter/inbox")
        yield page


def test_who_asks_is_seen_without_a_reload_is_answered_and_handed_back(
    chromium: Browser, app: APIFlask, served: str
) -> None:
    with (
        at_the_desk(chromium, app, served) as desk,
        look(chromium, served, "elder", 360) as phone,
    ):
        desk.get_by_role("button", name="我在，可以接").click()
        talk = phone.new_page()
        talk.goto("/chat")
        talk.locator("#message").fill("转人工")
        talk.get_by_role("button", name="发送").click()
        desk.get_by_role("button", name="接", exact=True).wait_for()
        assert desk.title().startswith("(1)")

        desk.get_by_role("button", name="接", exact=True).click()
        desk.locator("#text").fill("您好，我来帮您")
        desk.locator("#text").press("Enter")
        talk.get_by_text("您好，我来帮您").wait_for()
        assert "工作人员正在和您说话" in talk.locator("#waiting").inner_text()

        talk.locator("#message").fill("尊老金怎么领")
        talk.get_by_role("button", name="发送").click()
        desk.locator("#log").get_by_text("尊老金怎么领").wait_for()
        desk.get_by_role("button", name="办完了，交回小助手").click()
        talk.get_by_text("接下来还是小助手回答").wait_for()


def test_the_inbox_outlives_a_restart_without_being_reloaded(
    chromium: Browser, settings: Settings, rows: Session
) -> None:
    first = create_app(settings)
    with serving(first) as address:
        context = look(chromium, address, "standard", 1280)
        opened = context.__enter__()
        sign_in_browser(opened, first, address, "advisor")
        desk = opened.new_page()
        desk.goto("/counter/inbox")
        waiting(rows, SAID)
        desk.get_by_text("1 位在等").wait_for()
    try:
        desk.locator("#failed:not([hidden])").wait_for()
        waiting(rows, SAID)
        with serving(create_app(settings), int(address.rpartition(":")[2])):
            desk.get_by_text("2 位在等").wait_for()
            desk.locator("#failed").wait_for(state="hidden")
            desk.get_by_role("button", name="接", exact=True).first.click()
            desk.get_by_text("您在接").wait_for()
            desk.goto("about:blank")
    finally:
        context.__exit__(None, None, None)
    rows.rollback()
    assert [talk.taken_by for talk in rows.scalars(Conversation.helped())] == ["某advisor"]


def test_the_focus_stays_where_it_was_when_the_list_changes(
    chromium: Browser, app: APIFlask, served: str, rows: Session
) -> None:
    first = waiting(rows, SAID)
    with at_the_desk(chromium, app, served) as desk:
        button = desk.locator(f"form[action$='{first.ref}/take'] button")
        button.focus()
        waiting(rows, "那个啥咋弄")
        desk.get_by_text("2 位在等").wait_for()

        assert desk.evaluate("document.activeElement.form?.action").endswith(f"{first.ref}/take")
