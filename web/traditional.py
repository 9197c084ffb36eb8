"""Traditional characters: whatever the service says in simplified ones, converted on its way out.

The conversion is OpenCC's, phrase by phrase. What is markup, an address or the value of a field stays as it
is, so that a form sends back what the service knows. Knows no page.
"""

from __future__ import annotations

import re
from functools import cache

import opencc
from flask import Flask, Response, request

from web.i18n import TRADITIONAL, language

TAG = re.compile(r"(<[^>]*>)")
# Attributes that a person reads or hears. Our pages escape `>` in every one of them.
READ = re.compile(
    r"""(\s(?:alt|title|placeholder|label|aria-label|aria-description|content|data-[a-z-]+)=")([^"]*)(")"""
)
NAME = re.compile(r"<(/?)([a-z]+)")
VERBATIM = ("textarea", "script")  # what somebody typed, and data
CONVERTED = ("text/html", "application/json", "application/problem+json")


def init_app(app: Flask) -> None:
    app.after_request(_spoken)


def convert(text: str) -> str:
    """Simplified characters as traditional ones; anything else unchanged."""
    return str(_converter().convert(text))


def convert_page(html: str) -> str:
    """A page of ours with all that is read converted."""
    parts: list[str] = []
    verbatim = ""
    for part in TAG.split(html):
        if part.startswith("<"):
            opening = NAME.match(part)
            if opening and opening[2] in VERBATIM:
                verbatim = "" if opening[1] else opening[2]
            parts.append(READ.sub(lambda m: m[1] + convert(m[2]) + m[3], part))
        else:
            parts.append(part if verbatim else convert(part))
    return "".join(parts)


def _spoken(response: Response) -> Response:
    wanted = language() == TRADITIONAL.replace("_", "-")
    if not wanted or response.mimetype not in CONVERTED or response.direct_passthrough:
        return response
    if request.path.endswith("openapi.json"):
        return response  # a contract, not a text
    text = response.get_data(as_text=True)
    page = response.mimetype == "text/html"
    response.set_data(convert_page(text) if page else convert(text))
    return response


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2tw")
