"""A search for providers as one table that a spreadsheet opens: all its pages, real rows only.

Without any filter that is the whole directory. Written out as it is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from apiflask import APIBlueprint, FileSchema
from flask import Response, stream_with_context

from models import spreadsheet
from models.finding import Page
from web.api.provider_out import SAME, item
from web.api.provider_query import Filters, found, near

AT_ONCE = 500
COLUMNS = tuple(name for name in SAME if name != "is_sample")
EXTRA = ("lat", "lon", "distance_m", "care_levels", "tags")
bp = APIBlueprint("open_table", __name__, url_prefix="/api/v1", tag="机构")


@bp.get("/providers.csv")
@bp.input(Filters, location="query")
@bp.output(FileSchema(type="string"), content_type="text/csv", description="CSV（UTF-8，带 BOM）")
@bp.doc(summary="同样的查询，一张表", description="不给条件就是全部在开的机构；不含示例。")
def providers_csv(query_data: dict[str, Any]) -> Response:
    first = _page(
        query_data, None
    )  # a question that makes no sense is refused before a row is sent
    lines = spreadsheet.lines(_rows(query_data, first))
    answer = Response(stream_with_context(lines), mimetype="text/csv")
    answer.headers["Content-Disposition"] = 'attachment; filename="providers.csv"'
    return answer


def _page(asked: dict[str, Any], cursor: str | None) -> Page:
    return found({**asked, "limit": AT_ONCE, "cursor": cursor, "counts": False})


def _rows(asked: dict[str, Any], page: Page) -> Iterator[tuple[object, ...]]:
    yield (*COLUMNS, *EXTRA)
    start = near(asked)
    while True:
        for provider in page.items:
            if not provider.is_sample:
                values = item(provider, start)
                several = {name: " ".join(values[name]) for name in ("care_levels", "tags")}
                yield tuple((values | several)[name] for name in (*COLUMNS, *EXTRA))
        if page.next is None:
            return
        page = _page(asked, page.next)
