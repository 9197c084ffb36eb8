"""The system's Chromium as a fixture; knows no page. Without one the tests skip, on CI they fail."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ViewportSize, sync_playwright

PLACES = ("chromium", "chromium-browser", "google-chrome")
MODES = ("standard", "elder")
PATIENCE_MS = 120_000  # against standing still for ever on a slow machine; what is fast enough is measured elsewhere
CHINESE = (
    "--accept-lang=zh-CN"  # what a browser of this city asks for; a test that wants another says so
)


def executable() -> str:
    found = next((path for name in PLACES if (path := shutil.which(name))), None)
    if found and Path(found).exists():
        return found
    reason = "no Chromium here: install the system's package"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = executable()
    # Chromium's sandbox refuses to run as root.
    arguments = [*(["--no-sandbox"] if os.geteuid() == 0 else []), CHINESE]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


@contextmanager
def look(
    browser: Browser,
    address: str,
    mode: str,
    width: int,
    *,
    size: str = "0",
    theme: str = "auto",
    **given: Any,
) -> Iterator[BrowserContext]:
    """A phone or a desk with the reader's choice of size already made."""
    viewport = ViewportSize(width=width, height=740 if width < 600 else 900)
    # A service worker would fetch what it keeps beside every page; its own test lets it.
    given.setdefault("service_workers", "block")
    given.setdefault("reduced_motion", "reduce")  # half-way through a fade nothing has its colour
    context = browser.new_context(viewport=viewport, base_url=address, **given)
    chosen = {"display": mode, "size": size, "theme": theme}
    context.set_default_timeout(PATIENCE_MS)
    context.add_cookies([{"name": k, "value": v, "url": address} for k, v in chosen.items()])
    try:
        yield context
    finally:
        context.close()
