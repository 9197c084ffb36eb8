"""A row of every table there is, made from what the tables say of themselves: no new table can be forgotten."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    Enum,
    Numeric,
    Table,
    Uuid,
    insert,
    types,
)

from models.base import Base, Instant, Yuan

Row = dict[str, Any]
# Where a CHECK of the table wants more than the type of its column.
PARTICULAR: dict[str, Row] = {
    "directory_change": {"slot": 1},
    "indicator": {"year": 2026},
    "opening_hours": {"opens_minute": 480, "closes_minute": 1020},
    "opening_exception": {"opens_minute": 480, "closes_minute": 1020},
    "provider": {"kind": "childcare", "type": "nursery", "is_sample": False},
}
VALUES: tuple[tuple[type[Any], Any], ...] = (
    (Yuan, Decimal("1.25")),
    (Instant, datetime(2026, 11, 1, 8, 0, 0, 123456, tzinfo=UTC)),
    (Boolean, True),
    (Date, date(2026, 11, 1)),
    (JSON, {"b": [1, 2.5, None], "a": "好"}),
    (Uuid, UUID(int=7)),
    (types.Float, 1.5),
    (Numeric, Decimal("2.5")),
    (types.Integer, 1),
)


def fill(connection: Connection, **texts: str) -> dict[str, Row]:
    """One row into each table, parents first; `texts` are put into the columns of that name wherever they are."""
    made: dict[str, Row] = {}
    for table in Base.metadata.sorted_tables:
        made[table.name] = _row(table, made, texts)
        connection.execute(insert(table), made[table.name])
    return made


def _row(table: Table, made: dict[str, Row], texts: dict[str, str]) -> Row:
    row = {column.name: _value(column, made, texts) for column in table.columns}
    particular = PARTICULAR.get(table.name, {})
    return {**row, **{k: _typed(table.columns[k], v) for k, v in particular.items()}}


def _typed(column: Column[Any], value: Any) -> Any:
    return column.type.enum_class(value) if isinstance(column.type, Enum) else value  # type: ignore[misc]


def _value(column: Column[Any], made: dict[str, Row], texts: dict[str, str]) -> Any:
    for key in column.foreign_keys:
        return made[key.column.table.name][key.column.name]
    if isinstance(column.type, Enum):
        return next(iter(column.type.enum_class))  # type: ignore[arg-type]
    for kind, value in VALUES:
        if isinstance(column.type, kind):
            return value
    return texts.get(column.name, column.name)[: column.type.length]  # type: ignore[attr-defined]
