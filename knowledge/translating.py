"""A pack in another language: every sentence that it says to people, walked over and put into that language.

What is said is found from the types of the pack itself: any text with Chinese characters in it, unless its field
is marked `Heard` (what people say to us, or what a thing is known by). So a new field is translated, or missed
loudly, and no list of fields has to be kept. Knows nothing of how a translation is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")
Say = Callable[[str], str]

CHINESE = re.compile(r"[\u3400-\u9fff]")


def sentences(whole: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Each text said to people with the place where it stands: `("benefits.time_bank.title", "时间银行…")`."""
    if isinstance(whole, str):
        if CHINESE.search(whole):
            yield place, whole
    else:
        for name, part in _parts(whole):
            yield from sentences(part, f"{place}.{name}" if place else name)


def translated(whole: T, say: Say) -> T:
    """The same value with `say` of each of those texts in its place; what has none stays the same object."""
    return _translated(whole, say)  # type: ignore[no-any-return]


def _translated(whole: Any, say: Say) -> Any:
    if isinstance(whole, str):
        return say(whole) if CHINESE.search(whole) else whole
    changed = {
        name: new
        for name, old in _parts(whole)
        if (new := _translated(old, say)) is not old and new != old
    }
    return _with(whole, changed) if changed else whole


def _parts(whole: Any) -> Iterator[tuple[str, Any]]:
    """What a value consists of, but for what is heard."""
    if isinstance(whole, Mapping):
        yield from ((str(name), part) for name, part in whole.items())
    elif _has_fields(whole):
        yield from ((name, getattr(whole, name)) for name in _said(whole.__class__))
    elif isinstance(whole, (tuple, list)):
        yield from ((str(index), part) for index, part in enumerate(whole))


def _has_fields(whole: Any) -> bool:
    return not isinstance(whole, type) and (is_dataclass(whole) or hasattr(whole, "_fields"))


def _with(whole: Any, changed: dict[str, Any]) -> Any:
    if isinstance(whole, Mapping):
        return {name: changed.get(str(name), part) for name, part in whole.items()}
    if is_dataclass(whole) and not isinstance(whole, type):
        kept = {each.name: getattr(whole, each.name) for each in fields(whole) if each.init}
        return type(whole)(**{**kept, **changed})
    if hasattr(whole, "_fields"):
        return whole._replace(**changed)
    return type(whole)(changed.get(str(index), part) for index, part in enumerate(whole))


@cache
def _said(kind: Any) -> tuple[str, ...]:
    """The fields of a kind of value that are not marked `Heard`."""
    hints = get_type_hints(kind, include_extras=True)
    names = (
        [each.name for each in fields(kind) if each.init]
        if is_dataclass(kind)
        else list(getattr(kind, "_fields", ()))
    )
    return tuple(name for name in names if not _heard(hints[name]))


def _heard(hint: Any) -> bool:
    return get_origin(hint) is Annotated and "heard" in get_args(hint)[1:]
