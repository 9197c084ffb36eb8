"""Bars and columns drawn on the server by pygal, as a part of the page that our own style sheet colours.

pygal writes scripts, styles and style attributes into what it draws; our content policy allows none of them, so they
are taken out and `charts.css` says what a bar looks like, in light, dark and on paper. Knows not what is counted.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from xml.etree import ElementTree

import pygal
from markupsafe import Markup
from pygal.style import Style

# pygal leaves an importer for plugins behind that knows only a protocol Python 3.12 has dropped; we have no plugins.
sys.meta_path[:] = [each for each in sys.meta_path if not isinstance(each, pygal.PluginImportFixer)]
WIDTH, A_BAR, AROUND = 360, 36, 40
LETTERS = 18
LEFT_OUT = ("script", "style", "title", "desc", "defs")


def bars(title: str, numbers: Sequence[tuple[str, float]]) -> Markup:
    """One bar a number, the first on top; `title` is what a screen reader says, the table beneath says the rest."""
    chart = pygal.HorizontalBar(
        width=WIDTH,
        height=AROUND + A_BAR * len(numbers),
        js=(),
        show_legend=False,
        no_prefix=True,
        print_values=True,
        print_values_position="top",
        margin_left=LETTERS * 3,
        margin_right=LETTERS * 2,
        include_x_axis=True,
        style=Style(label_font_size=LETTERS, value_font_size=LETTERS),
        formatter=lambda value: f"{value:g}",
    )
    # pygal draws from the bottom up.
    chart.x_labels = [label for label, _ in reversed(numbers)]
    chart.add(title, [number for _, number in reversed(numbers)])
    return _drawn(chart, title, "chart")


def columns(title: str, numbers: Sequence[tuple[str, float]]) -> Markup:
    """One column a number, from left to right, for many of a kind such as the days of a month."""
    chart = pygal.Bar(
        width=WIDTH,
        height=WIDTH // 2,
        js=(),
        show_legend=False,
        no_prefix=True,
        include_x_axis=True,
        truncate_label=-1,
        x_labels_major_every=5,
        show_minor_x_labels=False,
        show_y_guides=False,
        margin_left=LETTERS,
        margin_right=LETTERS,
        style=Style(label_font_size=LETTERS, major_label_font_size=LETTERS),
        formatter=lambda value: f"{value:g}",
    )
    chart.x_labels = [label for label, _ in numbers]
    chart.y_labels = [0, max(number for _, number in numbers)]
    chart.add(title, [number for _, number in numbers])
    return _drawn(chart, title, "chart columns")


def _drawn(chart: pygal.graph.graph.Graph, title: str, css: str) -> Markup:
    root = ElementTree.fromstring(chart.render(is_unicode=False))  # noqa: S314 - drawn here just now
    _clean(root)
    root.attrib |= {"role": "img", "aria-label": title, "class": css}
    return Markup(ElementTree.tostring(root, encoding="unicode"))  # noqa: S704 - escaped by ElementTree


def _clean(root: ElementTree.Element) -> None:
    for element in list(root.iter()):
        element.tag = element.tag.rpartition("}")[2]
        for child in list(element):
            if child.tag.rpartition("}")[2] in LEFT_OUT:
                element.remove(child)
        for name in ("style", "id", "clip-path"):
            element.attrib.pop(name, None)
    root.set("xmlns", "http://www.w3.org/2000/svg")
