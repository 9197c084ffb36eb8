"""Pictures of the pages and of three people's ways through them, for whoever wants to look and for the README."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

from tests.experience.site import ROOT, Site

OUT = ROOT / "docs/screenshots"
WIDTHS = {"phone": 360, "desktop": 1280}
AT_A_DESK = {"advisor": 1024}
MODES = ("standard", "elder")
ADVISOR, OWN = "advisor", "渔船 灯塔 石榴 十二月"
STORY = "我妈82岁，海州区户口，一个人住，低保，走路要人扶"


def pages(site: Site) -> dict[str, str]:
    return {
        "home": "/",
        "list": "/providers?kind=childcare",
        "provider": f"/providers/{site.provider}",
        "benefits": "/benefits",
        "benefit": "/benefits/childrearing_subsidy",
        "policy": "/policies/eldercare-13",
        "check": "/check",
        "tariffs": "/tariffs",
        "chat": "/chat",
        "words": "/words",
    }


def take_all(browser: Browser, site: Site, languages: tuple[str, ...]) -> None:
    for (device, width), mode, language in product(WIDTHS.items(), MODES, languages):
        context = _context(browser, site, width, mode, language)
        page = context.new_page()
        for name, address in pages(site).items():
            page.goto(address)
            _take(page, OUT / language / f"{name}-{mode}-{device}.jpg")
        context.close()
    take_journeys(browser, site)


def take_journeys(browser: Browser, site: Site) -> None:
    """The family on a phone, the resident with large letters, the advisor at a desk."""
    for name, walk in JOURNEYS.items():
        mode = "elder" if name == "resident" else "standard"
        context = _context(browser, site, AT_A_DESK.get(name, WIDTHS["phone"]), mode, "zh-Hans")
        steps = _Steps(context.new_page(), name)
        walk(steps, site)
        context.close()


def session_with_result(browser: Browser, site: Site) -> tuple[str, str]:
    """The path of a result and the cookie that opens it."""
    context = _context(browser, site, 360, "standard", "zh-Hans")
    page = context.new_page()
    _to_result(page)
    kept = [c for c in context.cookies() if c["name"] == "session"]
    path = page.url.removeprefix(site.url)
    context.close()
    return path, "; ".join(f"{c['name']}={c['value']}" for c in kept)


class _Steps:
    """Numbered pictures of one journey."""

    def __init__(self, page: Page, name: str) -> None:
        self.page, self.name, self.count = page, name, 0

    def take(self) -> None:
        self.count += 1
        _take(self.page, OUT / "journeys" / f"{self.name}-{self.count}.jpg")


def _family(steps: _Steps, site: Site) -> None:
    page = steps.page
    page.goto("/")
    steps.take()
    page.get_by_role("link", name="找托育").first.click()
    steps.take()
    page.goto(f"/providers/{site.provider}")
    steps.take()


def _resident(steps: _Steps, site: Site) -> None:
    page = steps.page
    page.goto("/")
    steps.take()
    page.get_by_role("link", name="查补贴").first.click()
    steps.take()
    _to_result(page, steps.take)
    steps.take()


def _advisor(steps: _Steps, site: Site) -> None:
    """From the one-time password that the command prints to a sheet somebody takes home."""
    page, once = (
        steps.page,
        site.flask("staff", "add", ADVISOR, "--role", "advisor").split("：")[-1],
    )
    page.goto("/staff/sign-in")
    page.locator("#name").fill(ADVISOR)
    page.locator("#password").fill(once)
    page.get_by_role("button", name="登录").click()
    for field, text in (("current", once), ("password", OWN), ("again", OWN)):
        page.locator(f"#{field}").fill(text)
    page.get_by_role("button", name="换密码").click()
    page.get_by_role("button", name="退出").click()
    page.locator("#name").fill(ADVISOR)
    page.locator("#password").fill(OWN)
    steps.take()
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/counter")
    page.keyboard.type("82 海州 低保 独居 半失能")
    page.locator("#work .tally").wait_for()
    steps.take()
    page.keyboard.press("Enter")
    page.keyboard.press("Alt+g")
    page.keyboard.press("3")
    page.locator("[id$=-care_level]").wait_for()
    page.keyboard.press("1")
    page.locator("[id$=-local_hukou]").wait_for()
    page.locator(".of.eligible summary").first.click()
    steps.take()
    page.locator("#places").scroll_into_view_if_needed()
    steps.take()
    page.keyboard.press("Alt+m")
    page.keyboard.press("Alt+y")
    page.wait_for_url("**/hand-out")
    steps.take()


JOURNEYS: dict[str, Callable[[_Steps, Site], None]] = {
    "family": _family,
    "resident": _resident,
    "advisor": _advisor,
}


def _to_result(page: Page, at_each: Callable[[], None] = lambda: None) -> None:
    page.goto("/check")
    page.locator("#text").fill(STORY)
    page.get_by_role("button", name="听一听").click()
    at_each()
    page.locator("main form button").last.click()
    for _ in range(60):
        if "/result" in page.url:
            return
        if page.url.endswith("/check/consent"):
            page.locator("button[value=yes]").click()
        else:
            page.goto("/check/result")
    raise AssertionError(f"no result, but {page.url}")


def _context(browser: Browser, site: Site, width: int, mode: str, language: str) -> BrowserContext:
    context = browser.new_context(
        base_url=site.url,
        viewport={"width": width, "height": 740 if width < 600 else 900},
        service_workers="block",
        reduced_motion="reduce",
    )
    for name, value in (("display", mode), ("lang", language)):
        context.add_cookies([{"name": name, "value": value, "url": site.url}])
    return context


def _take(page: Page, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path, type="jpeg", quality=60)
