"""The same rows searched the plain ways: LIKE, and the full-text search that each database brings.

Pairs of characters as terms, since neither finds two characters of Chinese otherwise. First twenty by name,
and the total to ten thousand. Knows nothing of our search.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from sqlalchemy import Connection, Engine, text

PAIRS = "substr(name_folded, {0}, 2)"
TYPED = ("养老", "松鹤", "护理", "春晖", "托育")
LIKE = "name_folded LIKE '%{0}%' OR street LIKE '%{0}%' OR address_folded LIKE '%{0}%'"
SQLITE = (
    "CREATE VIRTUAL TABLE plain USING fts5(terms, content='')",
    "INSERT INTO plain (rowid, terms) SELECT rowid, {pairs} FROM provider",
)
POSTGRESQL = (
    "ALTER TABLE provider ADD COLUMN terms tsvector",
    "UPDATE provider SET terms = to_tsvector('simple', {pairs})",
    "CREATE INDEX plain ON provider USING gin (terms)",
    "ANALYZE provider",
)
MATCH = {
    "sqlite": "rowid IN (SELECT rowid FROM plain WHERE plain MATCH '\"{0}\"')",
    "postgresql": "terms @@ to_tsquery('simple', '{0}')",
}


def measured(engine: Engine) -> Iterator[tuple[str, float]]:
    """What, and the slowest of the words in milliseconds."""
    backend = engine.url.get_backend_name()
    pairs = " || ' ' || ".join(PAIRS.format(start) for start in range(1, 12))
    with engine.begin() as connection:
        yield "LIKE, slowest word", _slowest(connection, LIKE)
        for statement in SQLITE if backend == "sqlite" else POSTGRESQL:
            connection.execute(text(statement.format(pairs=pairs)))
        name = "FTS5" if backend == "sqlite" else "tsvector"
        yield f"{name} over names alone, slowest word", _slowest(connection, MATCH[backend])


def _slowest(connection: Connection, condition: str) -> float:
    return max(_milliseconds(connection, condition.format(word)) for word in TYPED)


def _milliseconds(connection: Connection, condition: str) -> float:
    started = time.perf_counter()
    first = f"SELECT * FROM provider WHERE {condition} ORDER BY name_pinyin, id LIMIT 20"  # noqa: S608
    total = f"SELECT count(*) FROM (SELECT 1 FROM provider WHERE {condition} LIMIT 10001) x"  # noqa: S608
    connection.execute(text(first)).all()
    connection.scalar(text(total))
    return (time.perf_counter() - started) * 1000
