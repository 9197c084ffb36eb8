"""The counter's screen and the hand-out as a form without a script sends and shows them."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from werkzeug.test import TestResponse

from tests.web.inbox.desk import Advisor
from tests.web.lint import parse

SENTENCE = "82 海州 低保 独居 半失能"
Fields = list[tuple[str, str]]


def fields(page: str) -> dict[str, list[str]]:
    """What the screen's form would send, but for its buttons, its line and its token."""
    root = parse(page)
    form = next(f for f in root.iter("form") if (f.get("class") or "") in ("counter", "paper-bar"))
    sent: dict[str, list[str]] = {}
    for name, value in _fields(form):
        if name not in ("csrf_token", "text"):
            sent.setdefault(name, []).append(value)
    return sent


def _fields(form: Element) -> Fields:
    found: Fields = []
    for field in form.iter():
        name = field.get("name")
        if field.tag == "input" and name:
            ticked = field.get("type") != "checkbox" or field.get("checked") is not None
            found += [(name, field.get("value") or "")] if ticked else []
        elif field.tag == "select" and name:
            chosen = [o for o in field.iter("option") if o.get("selected") is not None]
            found.append((name, (chosen[0].get("value") or "") if chosen else ""))
    return found


def say(one: Advisor, page: str, text: str = "", to: str = "/counter", **more: str) -> TestResponse:
    """Send the form as it stands with one more sentence, or one button pressed."""
    return one.send(to, text=text, **{**fields(page), **more})


def buttons(page: str, name: str) -> list[str]:
    return [b.get("value") or "" for b in parse(page).iter("button") if b.get("name") == name]


def text_of(page: str, tag: str = "main") -> str:
    found = next(parse(page).iter(tag))
    return " ".join("".join(found.itertext()).split())
