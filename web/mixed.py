"""Chinese on a page in another language: names, addresses, official titles, each marked as what it is on its way out.

A screen reader speaks it with a Chinese voice then, and a browser chooses Chinese letters. What stands in an element
that says its language already, in what somebody typed, or in a drawing stays as it is. Knows no page.
"""

from __future__ import annotations

import re

from flask import Flask, Response

from knowledge.saying import is_ours
from web.i18n import code

TAG = re.compile(r"(<[^>]*>)")
NAME = re.compile(r"<(/?)([a-z0-9]+)")
SAID = re.compile(r"""\slang="([a-z]+)""")
HAN = r"[\u3400-\u9fff]"
NAMED = rf"〔(?=[^〔〕]*{HAN})(?:[^〔〕]|〔[^〔〕]*〕)*〕"  # a name as it must be said, with whatever is in it
PLAIN = rf"[《「“（]*{HAN}(?:[0-9·—–《》（）「」、，。：；“”%-]*{HAN})*[》」”）。]*"
RUN = re.compile(f"{NAMED}|{PLAIN}")
MARK = ' lang="zh-Hans"'
WHOLE = ("option", "title")  # may hold nothing but text
LEFT = ("textarea", "script", "style", "svg")


def init_app(app: Flask) -> None:
    app.after_request(_marked)


def mark(html: str) -> str:
    """A page of ours with every run of Chinese marked that no element marks."""
    parts = TAG.split(html)
    inside = ""  # the element that nothing is marked in, and how many of its name are open
    depth = 0
    for at in range(1, len(parts), 2):
        tag = NAME.match(parts[at])
        if tag and inside:
            depth += _change(tag, inside)
            inside = inside if depth else ""
        elif tag and not tag[1]:
            parts[at], inside, depth = _opened(parts[at], tag[2], parts[at + 1])
        if not inside:
            parts[at + 1] = RUN.sub(lambda run: f"<span{MARK}>{run[0]}</span>", parts[at + 1])
    return "".join(parts)


def _opened(tag: str, name: str, text: str) -> tuple[str, str, int]:
    """The tag as it should be, and the element's name where nothing in it is to be marked."""
    said = SAID.search(tag)
    if name in WHOLE:
        chinese = not said and re.search(HAN, text) and not re.search("[A-Za-z]", text)
        return (f"{tag[:-1]}{MARK}>" if chinese else tag), name, 1
    left = name in LEFT or (name != "html" and said is not None and said[1] == "zh")
    return tag, (name if left and not tag.endswith("/>") else ""), int(left)


def _change(tag: re.Match[str], name: str) -> int:
    if tag[2] != name:
        return 0
    return -1 if tag[1] else 1


def _marked(response: Response) -> Response:
    if is_ours(code()) or response.mimetype != "text/html" or response.direct_passthrough:
        return response
    response.set_data(mark(response.get_data(as_text=True)))
    return response
