"""One page of a list after another: the parameters, the answer, and the cursor of a list kept in memory.

Lists in the database have a cursor of their own (`models.finding`). Knows no subject.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from apiflask import Schema
from apiflask.fields import Boolean, Integer, List, Nested, String

from web.api.fields import Asked, text, whole
from web.api.refusing import BAD_CURSOR, refuse

T = TypeVar("T")
LIMIT, LIMIT_AT_MOST = 20, 100
CURSOR_AT_MOST = 4000


class PageQuery(Asked):
    """What every list takes."""

    limit = whole(
        1, LIMIT_AT_MOST, load_default=LIMIT, metadata={"description": "一页几项，默认 20"}
    )
    cursor = text(
        most=CURSOR_AT_MOST,
        load_default=None,
        metadata={"description": "上一页的 next；不给就是第一页"},
    )
    lang = text(
        most=35,
        load_default=None,
        metadata={"description": "文字的语言：zh-Hans、zh-Hant、en；不给就看 Accept-Language"},
    )


def page_of(item: type[Schema], name: str) -> type[Schema]:
    """The answer schema of a list of such items."""
    fields: dict[str, Any] = {
        "items": List(Nested(item), required=True),
        "total": Integer(required=True, metadata={"description": "一共几项，数到 10000 为止"}),
        "total_exact": Boolean(required=True, metadata={"description": "false：不止这么多"}),
        "next": String(
            required=True,
            allow_none=True,
            metadata={"description": "下一页的 cursor；null：到头了"},
        ),
    }
    made: type[Schema] = type(name, (Schema,), fields)
    return made


def cut(
    items: Sequence[T], identity: Callable[[T], str], asked: dict[str, Any], limit: int
) -> dict[str, Any]:
    """The page that `asked` (the filters and the cursor) means."""
    filters = {name: value for name, value in asked.items() if name not in ("limit", "cursor")}
    mark = _mark(filters)
    start = _start([identity(item) for item in items], asked.get("cursor"), mark)
    shown = items[start : start + limit]
    more = start + limit < len(items)
    return {
        "items": shown,
        "total": len(items),
        "total_exact": True,
        "next": _sealed(mark, identity(shown[-1])) if more else None,
    }


def _mark(filters: dict[str, Any]) -> str:
    whole_query = json.dumps(filters, sort_keys=True, default=str, ensure_ascii=True)
    return hashlib.sha256(whole_query.encode()).hexdigest()[:12]


def _sealed(mark: str, last: str) -> str:
    return base64.urlsafe_b64encode(f"{mark}:{last}".encode()).decode().rstrip("=")


def _start(ids: Sequence[str], cursor: str | None, mark: str) -> int:
    """The place right after the last item shown."""
    if not cursor:
        return 0
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        of, _, last = raw.decode().partition(":")
        place = ids.index(last)
    except ValueError:
        refuse("cursor", BAD_CURSOR)
    if of != mark:
        refuse("cursor", BAD_CURSOR)
    return place + 1
