"""The words that not everybody knows: a page of them, and a way to mark them where they stand in a text."""

from __future__ import annotations

import re
from functools import lru_cache

from apiflask import APIBlueprint
from flask import Flask, render_template, url_for
from markupsafe import Markup, escape

from knowledge.pack import Pack, Term
from web.i18n import gettext
from web.pack import pack

bp = APIBlueprint("glossary", __name__, enable_openapi=False)


def init_app(app: Flask) -> None:
    app.add_template_filter(explained)


@bp.get("/words")
def words() -> str:
    return render_template("glossary/words.html", terms=pack().glossary.values())


def explained(text: str) -> Markup:
    """The text with the first place of each known word linked to what it means, hover telling it at once."""
    known = _words(pack())
    if not known:
        return escape(text)
    seen: set[str] = set()
    parts, at = [], 0
    for match in _pattern(tuple(known)).finditer(text):
        term = known[match[0]]
        if term.id in seen:
            continue
        seen.add(term.id)
        parts += [escape(text[at : match.start()]), _link(match[0], term)]
        at = match.end()
    return Markup("").join([*parts, escape(text[at:])])


def _link(word: str, term: Term) -> Markup:
    address = url_for("glossary.words", _anchor=term.id)
    hint = gettext("%(word)s是什么意思：%(says)s", word=term.term, says=term.says)
    return Markup('<a class="term" href="{}" title="{}">{}</a>').format(address, hint, word)


def _words(held: Pack) -> dict[str, Term]:
    # A telephone number is a word to look up, but not one to be marked in a sentence.
    named = {w: t for t in held.glossary.values() for w in (t.term, *t.also)}
    return {word: term for word, term in named.items() if not word.isdigit()}


@lru_cache(maxsize=4)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Longest first: 居家养老服务 is not half explained by a shorter word within it."""
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
