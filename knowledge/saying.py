"""In which language a sentence is said that code composes.

It stands in the code in Chinese, as `say("满 %(years)s 周岁", years=80)`, and is put into the language of the moment
when it is said. Chinese needs no catalogue; what another language lacks is said in Chinese. Knows nothing of who
decides the language: whoever serves somebody does so while `speaking` it.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

OURS = "zh_Hans"
PHRASES = Path(__file__).parent / "translations"
_spoken: ContextVar[str] = ContextVar("spoken", default=OURS)


def say(text: str, **values: object) -> str:
    """A sentence in the language being spoken, `%(name)s` filled in from `values`."""
    language = _spoken.get()
    said = text if is_ours(language) else catalogue("phrases", PHRASES, language).gettext(text)
    return said % values if values else said


def joined(parts: Iterable[object]) -> str:
    """Things one after another."""
    return say("、").join(map(str, parts))


def clauses(parts: Iterable[object]) -> str:
    """Half sentences one after another."""
    return say("；").join(map(str, parts))


def sentence(text: str) -> str:
    """A half sentence as a whole one."""
    return say("%(says)s。", says=text)


def together(sentences: Iterable[str]) -> str:
    """Whole sentences one after another: Chinese needs nothing between them."""
    return ("" if is_ours(_spoken.get()) else " ").join(filter(None, sentences))


def later(text: str) -> str:
    """Marks a sentence of a table; whoever takes it out of there gives it to `say`."""
    return text


def spoken() -> str:
    """The code of the language being spoken, as a catalogue's folder is named: `en`."""
    return _spoken.get()


def speak(language: str) -> None:
    """From now on, in this thread or task."""
    _spoken.set(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def is_ours(language: str) -> bool:
    """Chinese in either writing: traditional characters are converted from simplified ones on the way out."""
    return language.startswith("zh")


@lru_cache(maxsize=16)
def catalogue(domain: str, folder: Path, language: str) -> gettext.NullTranslations:
    """The compiled catalogue; one that leaves everything as it is where there is none."""
    return gettext.translation(domain, folder, [language], fallback=True)
