"""What a real browser is asked about pages one after another; knows no address. Each answer is empty where all is well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import BrowserContext, Page

TARGET_PIXELS = {"standard": 44, "elder": 60}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

# A link within a sentence may be as high as the sentence (WCAG 2.5.8); anything else is a target.
SMALL_TARGETS = """(least) => {
  const inSentence = (e) =>
    getComputedStyle(e).display === "inline" &&
    e.parentElement.textContent.trim() !== e.textContent.trim();
  const area = (e) => {
    const label = ["checkbox", "radio"].includes(e.type) ? e.closest("label") : null;
    return (label || e).getBoundingClientRect();
  };
  return [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
    .filter((e) => e.type !== "hidden" && e.checkVisibility() && !e.matches(".skip, .unseen"))
    .filter((e) => !(e.tagName === "A" && inSentence(e)))
    .map((e) => ({e, box: area(e)}))
    .filter(({box}) => box.width < least - 0.5 || box.height < least - 0.5)
    .map(({e, box}) => `${e.outerHTML.slice(0, 80)} ${box.width}x${box.height}`);
}"""
WIDTHS = (320, 360, 768, 1280)
THEMES = ("light", "dark", "contrast")
# Structure does not change with the colours; contrast does, and to look at it alone is ten times as fast.
COLOURS = {"runOnly": ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]}
WEAR = """(theme) => {
  document.documentElement.classList.remove("light", "dark", "contrast");
  document.documentElement.classList.add(theme);
}"""
SIDEWAYS = """() => document.documentElement.scrollWidth - document.documentElement.clientWidth"""
UNFOLD = "document.querySelectorAll('details').forEach((d) => { d.open = true })"


def opened(context: BrowserContext, addresses: Sequence[str]) -> Iterator[tuple[str, Page]]:
    """Each page in turn, with all that can be unfolded unfolded."""
    page = context.new_page()
    for address in addresses:
        page.goto(address)
        page.evaluate(UNFOLD)
        yield address, page


def axe(page: Page, options: dict[str, Any]) -> AxeResults:
    """What axe says of a page. Its half a megabyte is brought in once, not at each of a dozen looks."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    only_wrong = {**options, "resultTypes": ["violations"]}
    return AxeResults(page.evaluate("(options) => axe.run(document, options)", only_wrong))


def violations(
    context: BrowserContext, addresses: Sequence[str], widths: Sequence[int] = WIDTHS
) -> dict[tuple[str, str, int], str]:
    """What axe finds, in every scheme at every width: a page is opened once and then looked at in each."""
    return {
        (address, *where): which
        for address, page in opened(context, addresses)
        for where, which in violations_on(page, widths).items()
    }


def violations_on(page: Page, widths: Sequence[int] = WIDTHS) -> dict[tuple[str, int], str]:
    """The same of one page as it stands, which no address may lead to."""
    found = {}
    for theme in THEMES:
        page.evaluate(WEAR, theme)
        for width in widths:
            page.set_viewport_size({"width": width, "height": 800})
            report = axe(page, RULES if theme == THEMES[0] else COLOURS)
            if report.violations_count:
                found[theme, width] = report.generate_snapshot()
    return found


def small_targets(
    context: BrowserContext, addresses: Sequence[str], mode: str, widths: Sequence[int] = WIDTHS
) -> dict[tuple[str, int], list[str]]:
    """What a finger misses."""
    return {
        (address, width): which
        for address, page in opened(context, addresses)
        for width, which in small_targets_on(page, mode, widths).items()
    }


def small_targets_on(page: Page, mode: str, widths: Sequence[int] = WIDTHS) -> dict[int, list[str]]:
    small = {}
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        small[width] = page.evaluate(SMALL_TARGETS, TARGET_PIXELS[mode])
    return {width: which for width, which in small.items() if which}


def sideways(context: BrowserContext, addresses: Sequence[str]) -> dict[str, int]:
    """By how many pixels a page is wider than the screen."""
    wide = {address: page.evaluate(SIDEWAYS) for address, page in opened(context, addresses)}
    return {address: pixels for address, pixels in wide.items() if pixels > 0}
