"""The counter in front of a whole city's places: how soon results follow a change, and one client from start to print.

Two gunicorn workers as `make run` starts them; the client is walked through by a real browser, on the same two cores.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from itertools import cycle, islice
from statistics import median, quantiles
from urllib.parse import urlencode

from apiflask import APIFlask
from playwright.sync_api import Browser, sync_playwright

from tests.bench.finding import filled
from tests.bench.serving import SECRET_KEY, served
from tests.browser import CHINESE, executable, look
from tests.staff_client import sign_in, sign_in_browser, token
from tests.web.counter.walk import to_a_printed_sheet
from web import create_app
from web.config import Settings

Row = tuple[str, str, str]
PROVIDERS = 3_000
CHANGES, WALKS = 200, 5
MOTHER = [
    ("p0-applicant", "resident"),
    ("p0-label", "妈妈"),
    ("p0-district", "海州区"),
    ("person", "p0"),
]
CHILD = [("p1-applicant", "child"), ("p1-label", "老大"), ("p1-child_age_months", "24")]
# What changes: a fact by hand, an answer by a key, a sentence, a look at the other one.
CHANGED = [
    [("p0-age", "82"), ("text", "低保 独居 半失能")],
    [("p0-age", "79"), ("p0-living", "alone")],
    [("p0-age", "82"), ("answer", "p0-local_hukou=true")],
    [("p0-age", "82"), ("p0-local_hukou", "true"), ("answer", "p0-care_level=moderate")],
    [("p0-age", "82"), ("p0-care_level", "severe"), ("look", "p1")],
]  # fmt: skip


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        address = f"sqlite:///{folder}/city.sqlite"
        with filled(address, PROVIDERS), served("web:create_app()", address, folder) as port:
            app = create_app(
                Settings(
                    SECRET_KEY, DATABASE_URL=address, INSTANCE_DIR=folder, RATELIMIT_ENABLED=False
                )
            )
            client = app.test_client()
            sign_in(client, "advisor")
            form = token(client, "/counter")
            took = sorted(_changes(port, str(client.get_cookie("session").value), form))
            yield "counter: results after a change, median", f"{median(took):.0f} ms", "≤ 100 ms"
            yield (
                "counter: the same, of a hundred the 95th",
                f"{quantiles(took, n=20)[-1]:.0f} ms",
                "≤ 100 ms",
            )
            with sync_playwright() as playwright:
                arguments = [*(["--no-sandbox"] if os.geteuid() == 0 else []), CHINESE]
                browser = playwright.chromium.launch(executable_path=executable(), args=arguments)
                site = f"http://127.0.0.1:{port}"
                walks = []
                for _ in range(WALKS):
                    with look(browser, site, "standard", 1280) as context:
                        sign_in_browser(context, app, site, "advisor")
                        walks.append(to_a_printed_sheet(context)[1])
                seen = _until_seen(browser, app, site)
                browser.close()
            yield (
                "counter: sentence to printed sheet, slowest of 5",
                f"{max(w.seconds for w in walks):.2f} s",
                "≤ 3 s",
            )
            yield "counter: keys beyond the sentence", f"{max(w.keys for w in walks)}", "≤ 25"
            yield (
                "inbox: from asking for a person to being seen at the desk",
                f"{seen:.1f} s",
                "≤ 2 s",
            )


def _until_seen(browser: Browser, app: APIFlask, site: str) -> float:
    """Seconds until a list that stands open shows who has just asked; the list is not reloaded."""
    with (
        look(browser, site, "standard", 1280) as desk,
        look(browser, site, "elder", 360) as phone,
    ):
        sign_in_browser(desk, app, site, "advisor")
        board, talk = desk.new_page(), phone.new_page()
        board.goto("/counter/inbox")
        board.get_by_role("button", name="我在，可以接").click()
        talk.goto("/chat")
        talk.locator("#message").fill("转人工")
        board.get_by_text("现在没有人在等").wait_for()
        started = time.perf_counter()
        talk.get_by_role("button", name="发送").click()
        board.get_by_role("button", name="接", exact=True).wait_for()
        return time.perf_counter() - started


def _changes(port: int, cookie: str, form: str) -> Iterator[float]:
    """Milliseconds from a change to the part of the page that follows from it."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    head = {
        "Cookie": f"session={cookie}",
        "X-Fragment": "1",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    for number, change in enumerate(islice(cycle(CHANGED), CHANGES + len(CHANGED) * 2)):
        body = urlencode([("csrf_token", form), *MOTHER, *CHILD, *change])
        started = time.perf_counter()
        connection.request("POST", "/counter", body, head)
        answer = connection.getresponse()
        part = answer.read().decode()
        took = (time.perf_counter() - started) * 1000
        if answer.status != 200 or "tally" not in part:
            raise RuntimeError(f"no results but {answer.status}")
        if number >= len(CHANGED) * 2:  # before, both workers have read the city
            yield took
    connection.close()
