"""Staff pages in a real browser: contrast in every scheme, sizes under a finger, nothing cut off sideways."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from apiflask import APIFlask
from playwright.sync_api import Browser, BrowserContext
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import ClientCase
from tests.browser import MODES, look
from tests.staff_client import sign_in_browser
from tests.web.looking import sideways, small_targets, violations

pytestmark = pytest.mark.browser
WIDTHS = (320, 1280)


@pytest.fixture(params=MODES)
def mode(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def shown(staff_addresses: list[str], rows: Session) -> list[str]:
    """The staff pages, and what the client sees of the case that is on them."""
    return [*staff_addresses, f"/watch/{rows.scalars(select(ClientCase.code)).one()}"]


@contextmanager
def signed_in(
    browser: Browser, app: APIFlask, served: str, mode: str, **given: str
) -> Iterator[BrowserContext]:
    with look(browser, served, mode, WIDTHS[0], **given) as context:
        sign_in_browser(context, app, served, "admin")
        yield context


def test_axe_finds_nothing(
    chromium: Browser, app: APIFlask, served: str, shown: list[str], mode: str
) -> None:
    with signed_in(chromium, app, served, mode) as context:
        assert violations(context, shown, WIDTHS) == {}


def test_axe_finds_nothing_where_a_stranger_signs_in(
    chromium: Browser, served: str, mode: str
) -> None:
    with look(chromium, served, mode, WIDTHS[0]) as context:
        assert violations(context, ["/staff/sign-in"], WIDTHS) == {}
        assert sideways(context, ["/staff/sign-in"]) == {}


def test_a_finger_hits_every_target(
    chromium: Browser, app: APIFlask, served: str, shown: list[str], mode: str
) -> None:
    with signed_in(chromium, app, served, mode) as context:
        assert small_targets(context, shown, mode, WIDTHS) == {}


@pytest.mark.parametrize("size", ["0", "3"])
def test_nothing_is_cut_off_sideways(
    chromium: Browser, app: APIFlask, served: str, shown: list[str], mode: str, size: str
) -> None:
    with signed_in(chromium, app, served, mode, size=size) as context:
        assert sideways(context, shown) == {}
