"""The whole directory as one table that a spreadsheet opens; real rows only, written out as they are read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from apiflask import APIBlueprint, FileSchema
from flask import Response, current_app
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from models import Provider, spreadsheet
from models.kinds import Kind
from web.api.fields import Asked, choice
from web.api.provider_out import SAME, item

AT_ONCE = 500
COLUMNS = tuple(name for name in SAME if name != "is_sample")
EXTRA = ("lat", "lon", "care_levels", "tags")
bp = APIBlueprint("open_table", __name__, url_prefix="/api/v1", tag="机构")


class TableQuery(Asked):
    kind = choice(Kind, load_default=None, metadata={"description": "养老还是托育，不给就是全部"})


@bp.get("/providers.csv")
@bp.input(TableQuery, location="query")
@bp.output(FileSchema(type="string"), content_type="text/csv", description="CSV（UTF-8，带 BOM）")
@bp.doc(summary="全部机构，一张表")
def providers_csv(query_data: dict[str, Any]) -> Response:
    sessions: sessionmaker[Session] = current_app.extensions["sessions"]
    answer = Response(spreadsheet.lines(_rows(sessions, query_data["kind"])), mimetype="text/csv")
    answer.headers["Content-Disposition"] = 'attachment; filename="providers.csv"'
    return answer


def _rows(sessions: sessionmaker[Session], kind: str | None) -> Iterator[tuple[object, ...]]:
    """In a session of its own: the request's is closed before the last row is sent."""
    yield (*COLUMNS, *EXTRA)
    wanted = select(Provider).where(Provider.is_sample.is_(False)).order_by(Provider.id)
    if kind:
        wanted = wanted.where(Provider.kind == Kind(kind))
    with sessions() as opened:
        for provider in opened.scalars(wanted.execution_options(yield_per=AT_ONCE)):
            values = item(provider)
            several = {name: " ".join(values[name]) for name in ("care_levels", "tags")}
            yield tuple((values | several)[name] for name in (*COLUMNS, *EXTRA))
