"""One page of a search after another, by key: no row is skipped or shown twice when others come or go.

A cursor holds the place of the last row shown, in values that outlive the index, and a mark of the search
it belongs to. It is opaque but not secret. Knows nothing of addresses.
"""

from __future__ import annotations

import base64
import hashlib
import json
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.criteria import BadSearch, Criteria, asked
from models.finding.asking import Index, ask
from models.finding.counting import Counts, counts, without
from models.finding.keeping import current
from models.finding.ranking import LEADING_AT_MOST
from models.finding.table import as_id
from models.kinds import Status

if TYPE_CHECKING:
    from models.provider import Provider

COUNTED_AT_MOST = 10_000
OF_THE_MOMENT = ("today", "aliases")  # they may change while one reads on


class BadCursor(BadSearch):
    """Not a cursor of ours, or one of another search."""

    def __init__(self) -> None:
        super().__init__("cursor", "is not the cursor of this search")


@dataclass(frozen=True)
class Page:
    """`guessed`: nothing is written as typed, these sound or look alike, and are called `instead`.

    `counts`: value by filter. `without`: where nothing is found, how many would be without each criterion.
    """

    items: Sequence[Provider]
    total: int
    total_exact: bool
    next: str | None
    guessed: bool = False
    instead: str | None = None
    counts: Counts = field(default_factory=dict)
    without: dict[str, int] = field(default_factory=dict)


def page(
    session: Session,
    rows: type[Provider],
    criteria: Criteria,
    limit: int,
    cursor: str | None,
    *,
    counted: datetime | None = None,
) -> Page:
    wanted = asked(criteria)
    index = current(session, rows)
    found = ask(index, criteria)
    after = _opened(cursor, _mark(criteria), index) if cursor else -1
    shown, places = found.first(limit + 1, after)
    more = len(shown) > limit
    return Page(
        items=_fetched(session, rows, [index.table.id(row) for row in shown[:limit].tolist()]),
        total=min(found.total, COUNTED_AT_MOST),
        total_exact=found.total <= COUNTED_AT_MOST,
        next=_sealed(_mark(criteria), index, int(places[limit - 1])) if more else None,
        guessed=found.guessed and found.total > 0,
        instead=found.instead if found.total else None,
        counts=counts(index, found, wanted, counted) if counted else {},
        without=without(found, len(index.table)) if counted and not found.total else {},
    )


def _fetched(session: Session, rows: type[Provider], ids: Sequence[UUID]) -> Sequence[Provider]:
    """In that order, without those that closed since the index was read."""
    there = session.scalars(
        select(rows).where(rows.id.in_(ids), rows.status == Status.OPERATING)
    )  # fmt: skip
    known = {each.id: each for each in there} if ids else {}
    return [known[each] for each in ids if each in known]


def _mark(criteria: Criteria) -> str:
    """The same for every page of one search."""
    wanted = asked(criteria)
    lasting = sorted((name, value) for name, value in wanted.items() if name not in OF_THE_MOMENT)
    told = [(name, True if name == "open_now" else value) for name, value in lasting]
    text = json.dumps(told, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:12]


def _sealed(mark: str, index: Index, place: int) -> str:
    leading, row = divmod(place, len(index.table))
    keys = [mark, leading, index.table.text["name_pinyin"][row], index.table.id(row).hex]
    raw = json.dumps(keys, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")


def _opened(cursor: str, mark: str, index: Index) -> int:
    """The place up to which rows were shown, whether or not the last of them is still there."""
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        of, leading, name, key = json.loads(raw)
        last = UUID(hex=key)
        sound = type(leading) is int and 0 <= leading < LEADING_AT_MOST and isinstance(name, str)
    except (ValueError, TypeError, AttributeError, RecursionError) as wrong:
        raise BadCursor from wrong
    if of != mark or not sound:
        raise BadCursor
    shown = _shown(index, name, last)
    return int(leading) * len(index.table) + shown - 1


def _shown(index: Index, name: str, last: UUID) -> int:
    """How many rows come up to this name and id in the order of names."""
    names, keys = index.table.text["name_pinyin"], index.table.keys
    low, high = bisect_left(names, name), bisect_right(names, name)
    return bisect_right(keys, last, low, high, key=as_id)
