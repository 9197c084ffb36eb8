"""The hand-out as a PDF, set by fpdf2, which embeds only the letters used. Knows no form and no database.

The letters come from the machine: the file named by PRINT_FONT, else whatever fontconfig holds for Chinese. A
machine with neither makes no PDF, and the page says so; printing from the browser needs no font of ours. Lines are
broken here: the library breaks at spaces, and Chinese has none and begins no line with a comma.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import segno
from flask import current_app
from fpdf import FPDF

from knowledge.saying import joined
from web.i18n import gettext, lazy_gettext
from web.money import amount_words
from web.words import FORMS

FAMILY = "hand-out"
ON_PAPER = {
    "eligible": lazy_gettext("条件够了，可以去办"),
    "likely": lazy_gettext("可能可以，去之前先打 12345"),
}
GREY, BLACK = 85, 0
LINE = 0.46  # millimetres from one line to the next for each point of the letters
QR_MM = 32.0
# A word or a number is not torn, nor what may not end or begin a line from its neighbour.
UNTORN = re.compile(r"[（《“]*(?:[A-Za-z0-9.+/:–-]+|.)[、，。；：？！）》”]*", re.DOTALL)


@dataclass(frozen=True)
class Font:
    """A file and, where it holds several fonts, which of them."""

    path: str
    number: int


@dataclass(frozen=True)
class Fonts:
    plain: Font
    strong: Font


@dataclass(frozen=True)
class Phone:
    number: str
    name: str


@dataclass(frozen=True)
class Page:
    """Lengths in millimetres, letters in points: the largest with which all stays on one page, else the smallest.

    No height: a roll, cut where the sheet ends.
    """

    width: float
    height: float | None
    margin: float
    letters: tuple[float, ...]
    small: float


A4 = Page(210, 297, 14, (16, 15, 14, 13, 12, 11.5), 9)
RECEIPT = Page(80, None, 4, (12,), 8)


@dataclass(frozen=True)
class Sheet:
    """What is printed: decisions by status as `web.eligibility.sharing` reads them, and no fact."""

    label: str
    results: Mapping[str, Sequence[Mapping[str, Any]]]
    still_open: Sequence[tuple[str, Sequence[str]]]
    places: Sequence[tuple[str, str]]  # a name and what there is to know of it
    phones: Sequence[Phone]
    day: date
    address: str  # empty where no link was made
    until: str
    note: str


def fonts() -> Fonts | None:
    given = current_app.extensions["settings"].PRINT_FONT
    if given:
        return Fonts(Font(given, 0), Font(given, 0))
    plain = _of_the_machine("")
    return Fonts(plain, _of_the_machine(":bold") or plain) if plain else None


@cache
def _of_the_machine(style: str) -> Font | None:
    """What fontconfig would set simplified Chinese in; it names some font even where none has the letters."""
    program = shutil.which("fc-match")
    if program is None:
        return None
    asked = [program, "--format", "%{file}\n%{index}\n%{lang}", f"sans:lang=zh-cn{style}"]
    said = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.split("\n")  # noqa: S603
    if len(said) != 3 or "zh-cn" not in said[2].split("|"):
        return None
    return Font(said[0], int(said[1]) & 0xFFFF)


@dataclass(frozen=True)
class Line:
    """What is written, how many times the size of the text, and how."""

    says: str
    larger: float = 1
    strong: bool = False
    small: bool = False
    ruled: bool = False


Block = list[Line]  # never parted by the end of a page


def blocks(sheet: Sheet) -> Iterator[Block]:
    """The sheet from top to bottom; the code stands beside the first."""
    title = gettext("您能享受的")
    said = gettext("%(day)s 看的。以后规定变了，以窗口答复为准。", day=sheet.day.isoformat())
    top = [
        Line(f"{title}（{sheet.label}）" if sheet.label else title, 1.6, strong=True),
        Line(said),
    ]
    if sheet.address:
        scan = gettext("用手机扫码，再看这些待遇，到 %(until)s 为止。", until=sheet.until)
        top.append(Line(scan))
    yield top
    some = [status for status in ON_PAPER if sheet.results[status]]
    for status in some:
        first, *rest = [list(_decision(each)) for each in sheet.results[status]]
        yield [_heading(str(ON_PAPER[status])), *first]
        yield from rest
    if some:
        yield [Line(gettext("没写要带什么的，是没有公布，去之前先打 12345 问清楚。"))]
    else:
        yield [Line(gettext("按说的情况，现在还没有能定下来的。"), strong=True)]
    heading = [_heading(gettext("还要弄清楚的"))]
    for asked, named in sheet.still_open:
        says = gettext("%(asked)s 关系到：%(what)s", asked=asked, what=joined(named))
        yield [*heading, Line(says)]
        heading = []
    heading = [_heading(gettext("附近的机构"))]
    for name, says in sheet.places:
        yield [*heading, Line(name, strong=True), Line(says)]
        heading = []
    phones = [Line(f"{each.number} {each.name}", 1.1, strong=True) for each in sheet.phones]
    yield [_heading(gettext("打电话问")), *phones]
    yield [Line(sheet.note, small=True)]
    if not current_app.extensions["settings"].OPERATOR:
        yield [Line(gettext("演示系统，非政府网站"), small=True)]


def _heading(says: str) -> Line:
    return Line(says, 1.25, strong=True, ruled=True)


def _decision(each: Mapping[str, Any]) -> Iterator[Line]:
    amount = each["amount"]
    much = f" {amount_words(amount)}（{FORMS[amount.form]}）" if amount else ""
    unsure = gettext("（数目没有核实）") if much and each["certainty"] == "unconfirmed" else ""
    yield Line(f"{each['title']}{much}{unsure}", 1.1, strong=True)
    how = each["apply"]
    yield Line(gettext("去哪办：%(where)s", where=how["where"]))
    if how["online"] and how["online"] not in how["where"]:
        yield Line(gettext("网上：%(where)s", where=how["online"]))
    if how["documents"]:
        yield Line(gettext("要带：%(papers)s", papers=joined(how["documents"])), strong=True)
    if each["open"]:
        yield Line(gettext("还没定的：%(points)s", points="；".join(each["open"])))
    sources = "；".join(source["locator"] for source in each["sources"])
    yield Line(gettext("依据：%(sources)s", sources=sources), small=True)


def printed(sheet: Sheet, fonts: Fonts, *, slim: bool) -> bytes:
    page, written = RECEIPT if slim else A4, list(blocks(sheet))
    pen = _Pen(page, fonts, QR_MM if sheet.address else 0)
    pen.pdf.add_page(format=(page.width, pen.fit(written)))
    pen.top(written[0], sheet.address)
    for block in written[1:]:
        pen.write(block)
    return bytes(pen.pdf.output())


class _Pen:
    """Writes downwards, one block below another, and turns the page where the next has no room."""

    def __init__(self, page: Page, fonts: Fonts, code: float) -> None:
        """`code` is the side of the code, 0 where there is none."""
        self.page, self.letters, self.side = page, page.letters[0], code
        self.pdf = FPDF(format=(page.width, page.height or page.width))
        self.pdf.set_margin(page.margin)
        self.pdf.set_auto_page_break(False)
        self.pdf.set_lang("zh-CN")
        self.pdf.set_title(gettext("您能享受的"))
        for style, font in (("", fonts.plain), ("B", fonts.strong)):
            self.pdf.add_font(FAMILY, style, font.path, collection_font_number=font.number)

    def fit(self, written: Sequence[Block]) -> float:
        """Settles the letters; the height of the page."""
        for letters in self.page.letters:
            self.letters = letters
            needed = self._top(written[0]) + sum(map(self._height, written[1:]))
            needed += 2 * self.page.margin + 1
            if self.page.height is None or needed <= self.page.height:
                break
        return self.page.height or needed

    def _step_of(self, larger: float) -> float:
        return self.letters * larger * LINE

    def top(self, block: Block, address: str) -> None:
        """The title, and the code on its right; on a roll, which is too narrow for both, beneath it."""
        below = self.pdf.y + self._top(block)
        left = self.pdf.w - self.pdf.r_margin - self.side
        self.pdf.r_margin += self._beside()
        self.write(block)
        self.pdf.r_margin -= self._beside()
        if address:
            beneath = self.pdf.l_margin, self.pdf.y
            self._code(address, *((left, self.pdf.t_margin) if self._beside() else beneath))
        self.pdf.y = below

    def _beside(self) -> float:
        """How much of the width the code takes from the title."""
        return self.side + 4 if self.side and self.page.height else 0

    def _top(self, block: Block) -> float:
        self.pdf.r_margin += self._beside()
        height = self._height(block)
        self.pdf.r_margin -= self._beside()
        return (
            max(height, self.side) if self._beside() else height + self.side + 2 * bool(self.side)
        )

    def write(self, block: Block) -> None:
        if self.pdf.y + self._height(block) > self.pdf.h - self.pdf.b_margin + 0.01:
            self.pdf.add_page()
        for line in block:
            self._set(line)
            self.pdf.y += self._before(line)
            for part in self._lines(line.says):
                self.pdf.cell(0, self._step(line), part, new_x="LMARGIN", new_y="NEXT")
            if line.ruled:
                self.pdf.line(
                    self.pdf.l_margin, self.pdf.y, self.pdf.w - self.pdf.r_margin, self.pdf.y
                )

    def _code(self, address: str, left: float, top: float) -> None:
        drawn = segno.make(address, error="m")
        side = self.side / drawn.symbol_size(border=0)[0]
        for row, line in enumerate(drawn.matrix):
            for column, dark in enumerate(line):
                if (
                    dark
                ):  # a hair wider than its place, so that no printer leaves a line between two
                    self.pdf.rect(
                        left + column * side, top + row * side, side * 1.03, side * 1.03, "F"
                    )

    def _height(self, block: Block) -> float:
        return sum(map(self._height_of, block))

    def _height_of(self, line: Line) -> float:
        self._set(line)
        return self._before(line) + len(self._lines(line.says)) * self._step(line)

    def _set(self, line: Line) -> None:
        size = self.page.small if line.small else self.letters * line.larger
        self.pdf.set_font(FAMILY, "B" if line.strong else "", size)
        self.pdf.set_text_color(GREY if line.small else BLACK)

    def _step(self, line: Line) -> float:
        return self.page.small * LINE if line.small else self._step_of(line.larger)

    def _before(self, line: Line) -> float:
        return self._step_of(0.35) if line.larger > 1 else 0

    def _lines(self, says: str) -> list[str]:
        """As many as the width takes, with the font that is set."""
        lines, width = [""], self.pdf.epw
        for part in UNTORN.findall(says):
            if lines[-1] and self.pdf.get_string_width(lines[-1] + part.rstrip()) > width:
                lines.append("")
            lines[-1] += part if lines[-1] else part.lstrip()
        return lines
