"""From an address to a search for providers, once, at the edge: what makes no sense is not asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar, cast

from models.criteria import FEE_AT_MOST, Criteria, Sort
from models.kinds import Kind, Ownership, ProviderType

QUERY_LENGTH = 100
E = TypeVar("E", bound=StrEnum)


def one_of(choices: type[E]) -> Callable[[str], E | None]:
    return lambda text: next((each for each in choices if each.value == text), None)


def words(text: str) -> str | None:
    return text[:QUERY_LENGTH].strip() or None


def fee(text: str) -> int | None:
    """Whole yuan; `isdecimal` alone would let other scripts' digits through."""
    plain = text.strip()
    possible = plain.isascii() and plain.isdecimal() and len(plain) <= len(str(FEE_AT_MOST))
    return int(plain) if possible and int(plain) <= FEE_AT_MOST else None


PARSERS: Mapping[str, Callable[[str], Any]] = {
    "kind": one_of(Kind),
    "type": one_of(ProviderType),
    "ownership": one_of(Ownership),
    "sort": one_of(Sort),
    "district": words,
    "street": words,
    "q": words,
    "max_fee": fee,
    "with_vacancy": lambda text: text == "1" or None,
}


def criteria(args: Mapping[str, str]) -> Criteria:
    """The criteria that the address names and that can be asked; the others are left out."""
    parsed = {name: parse(args.get(name, "")) for name, parse in PARSERS.items()}
    given = {name: value for name, value in parsed.items() if value is not None}
    if given.get("sort") == Sort.DISTANCE:
        del given["sort"]  # a page knows no place to measure from
    if "type" in given and given.get("kind", given["type"].kind) != given["type"].kind:
        del given["type"]
    return cast(Criteria, given)


def address(asked: Criteria, **other: Any) -> dict[str, Any]:
    """The same search as the parameters of an address, without what `other` names as None."""
    merged: dict[str, Any] = {**asked, **other}
    return {
        name: "1" if value is True else str(value)
        for name, value in merged.items()
        if value is not None
    }
