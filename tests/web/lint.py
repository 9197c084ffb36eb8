"""What is wrong with a page's HTML, as sentences; knows no particular page."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

FIELDS = ("input", "select", "textarea")
NEEDS_NO_LABEL = ("hidden", "submit")
LINKED_DATA = "application/ld+json"  # a data block: no browser runs it


def parse(text: str) -> Element:
    document: Element = html5lib.parse(text, namespaceHTMLElements=False)
    return document


def faults(text: str) -> Iterator[str]:
    """Empty for a sound page."""
    root = parse(text)
    yield from _head(root)
    yield from _ids(root)
    yield from _fields(root)
    yield from _inline(root)
    yield from _forms(root)


def _head(root: Element) -> Iterator[str]:
    headings = [h for h in root.iter("h1") if "".join(h.itertext()).strip()]
    if len(headings) != 1:
        yield f"{len(headings)} h1 instead of one"
    if not (root.findtext("head/title") or "").strip():
        yield "no title"
    if not root.get("lang"):
        yield "no lang"


def _ids(root: Element) -> Iterator[str]:
    ids = Counter(element.get("id") for element in root.iter() if element.get("id"))
    for name, count in ids.items():
        if count > 1:
            yield f"id {name} stands {count} times"
    for element in root.iter():
        for place in (element.get("aria-labelledby") or "").split():
            if place not in ids:
                yield f"aria-labelledby={place} points nowhere"


def _fields(root: Element) -> Iterator[str]:
    labelled = {label.get("for") for label in root.iter("label")}
    wrapped = {id(e) for label in root.iter("label") for e in label.iter()}
    for element in root.iter():
        named = element.get("id") in labelled or id(element) in wrapped
        if element.tag in FIELDS and element.get("type") not in NEEDS_NO_LABEL and not named:
            yield f"{element.tag} {element.get('name')} has no label"
        # Without a value the words themselves are sent, and in another script they are other words.
        if element.tag == "option" and element.get("value") is None:
            yield f"option {element.text} has no value"
        if element.tag == "img" and element.get("alt") is None:
            yield f"img {element.get('src')} has no alt"


def _inline(root: Element) -> Iterator[str]:
    for element in root.iter():
        if element.tag == "script" and element.get("type") == LINKED_DATA:
            yield from _data(element)
        elif element.tag == "style" or (element.tag == "script" and not element.get("src")):
            yield f"inline {element.tag}"
        for name, value in element.attrib.items():
            if name == "style" or name.startswith("on") or value.startswith("javascript:"):
                yield f"{element.tag} has {name}"


def _data(element: Element) -> Iterator[str]:
    try:
        json.loads(element.text or "")
    except ValueError:
        yield "linked data that nobody can read"


def _forms(root: Element) -> Iterator[str]:
    for form in root.iter("form"):
        names = {field.get("name") for field in form.iter("input")}
        if form.get("method", "get").lower() == "post" and "csrf_token" not in names:
            yield f"form {form.get('action')} posts without a token"
