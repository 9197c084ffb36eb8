"""Before an idle session ends a page says so, and one key keeps it; once it has ended nothing can be pressed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from apiflask import APIFlask
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import update
from sqlalchemy.orm import Session

from models import StaffSession
from tests.browser import look
from tests.staff_client import sign_in_browser
from web.clock import now

pytestmark = pytest.mark.browser
MINUTE = 60_000


@pytest.fixture
def desk(chromium: Browser, app: APIFlask, served: str) -> Iterator[Page]:
    with look(chromium, served, "standard", 1280) as context:
        sign_in_browser(context, app, served, "advisor")
        page = context.new_page()
        page.clock.install()
        page.goto("/staff/password")
        yield page


def test_a_word_comes_two_minutes_before_and_one_key_stays(desk: Page, rows: Session) -> None:
    rows.execute(update(StaffSession).values(last_at=now() - timedelta(minutes=13)))
    rows.commit()
    desk.clock.run_for(12 * MINUTE)
    expect(desk.locator("#idle")).to_be_hidden()
    desk.clock.run_for(MINUTE + 5000)
    expect(desk.locator("#idle")).to_be_visible()
    expect(desk.locator("#idle-says")).to_contain_text("再过 11")
    desk.keyboard.press("Enter")
    expect(desk.locator("#idle")).to_be_hidden()

    rows.rollback()
    (kept,) = rows.query(StaffSession).all()
    assert now() - kept.last_at < timedelta(minutes=1)


def test_an_ended_session_is_said_over_a_page_that_cannot_be_used(
    desk: Page, rows: Session
) -> None:
    rows.execute(update(StaffSession).values(last_at=now() - timedelta(minutes=16)))
    rows.commit()
    desk.clock.run_for(15 * MINUTE + 2000)
    expect(desk.locator("#idle")).to_contain_text("已经退出")
    expect(desk.locator("#idle").get_by_role("link")).to_have_attribute("target", "_blank")
