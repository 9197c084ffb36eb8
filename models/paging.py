"""One page of a search after another, by key: no row is skipped or shown twice when others come or go.

A cursor holds the order's keys of the last row shown and a mark of the search it belongs to. It is opaque
but not secret; whatever is in it is checked before it reaches the database. Knows nothing of addresses.
"""

from __future__ import annotations

import base64
import hashlib
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, func, select, tuple_
from sqlalchemy.orm import Session

from models import search
from models.criteria import BadSearch, Criteria, asked

if TYPE_CHECKING:
    from models.provider import Provider

COUNTED_AT_MOST = 10_000
LARGEST = 10**7


class BadCursor(BadSearch):
    """Not a cursor of ours, or one of another search."""

    def __init__(self) -> None:
        super().__init__("cursor", "is not the cursor of this search")


@dataclass(frozen=True)
class Page:
    items: Sequence[Provider]
    total: int
    total_exact: bool
    next: str | None


def page(
    session: Session, rows: type[Provider], criteria: Criteria, limit: int, cursor: str | None
) -> Page:
    keys = search.order(rows, criteria)
    every = search.found(rows, criteria)
    mark = _mark(criteria)
    shown = every.add_columns(*keys).limit(limit + 1)
    if cursor:
        shown = shown.where(tuple_(*keys) > tuple(_opened(cursor, mark, keys)))
    lines = session.execute(shown).all()
    following = _sealed(mark, lines[limit - 1][1:]) if len(lines) > limit else None
    total = session.scalar(
        select(func.count()).select_from(
            every.order_by(None).with_only_columns(rows.id).limit(COUNTED_AT_MOST + 1).subquery()
        )
    )
    return Page(
        items=[line[0] for line in lines[:limit]],
        total=min(total or 0, COUNTED_AT_MOST),
        total_exact=(total or 0) <= COUNTED_AT_MOST,
        next=following,
    )


def _mark(criteria: Criteria) -> str:
    """The same for every page of one search; the moment of `open_now` passes while one reads."""
    wanted = asked(criteria)
    if "open_now" in wanted:
        wanted["open_now"] = True
    text = json.dumps(sorted(wanted.items()), default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:12]


def _sealed(mark: str, keys: Sequence[Any]) -> str:
    raw = json.dumps([mark, *map(str, keys)], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")


def _opened(cursor: str, mark: str, keys: Sequence[ColumnElement[Any]]) -> list[Any]:
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        of, *texts = json.loads(raw)
        values = [_read(key, text) for key, text in zip(keys, texts, strict=True)]
    except (ValueError, ArithmeticError, TypeError, RecursionError) as wrong:
        raise BadCursor from wrong
    if of != mark:
        raise BadCursor
    return values


def _read(key: ColumnElement[Any], text: str) -> Any:
    """The text as the type this key has, refused where a database would choke on it."""
    value = key.type.python_type(text)
    if isinstance(value, str):
        harmless = value.isprintable()
    elif isinstance(value, Decimal):
        harmless = 0 <= value <= LARGEST and value * 100 % 1 == 0
    elif isinstance(value, int):
        harmless = abs(value) <= LARGEST
    else:
        harmless = not isinstance(value, float) or math.isfinite(value)
    if not harmless:
        raise ValueError("no row has such a key")
    return value
