"""Searches over generated providers, first page with its total, on SQLite and on PostgreSQL.

Beside them, in the same run, plain LIKE and each database's own full-text search over the same rows.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from itertools import cycle, islice, product
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from models import CareLevel, Kind, Ownership, Provider, ProviderType
from models.base import SHANGHAI
from models.criteria import Sort
from models.finding import current
from models.geography import Near
from models.migrating import upgrade
from models.session import make_engine
from tests.bench import plain
from tests.bench.city import TODAY, fill
from tests.postgres import fresh_database, server

Row = tuple[str, str, str]
SIZES = (5_000, 50_000, 500_000)
TARGET_MS = {50_000: 25, 500_000: 60}
TIMES_THE_SMALLEST = 8
ALIASES = {"新浦": ("海州区",), "墟沟": ("墟沟街道",), "开发区": ("连云区",)}
TYPED = (
    "养老", "松鹤", "养老院", "松鹤养老院", "幸福路", "海州", "新浦", "songhe", "shyly", "gyjly",
    "松贺养老院", "松鸟养老院", "海州区附近的养老院", "托育 春晖", "解放", "不存在的地方", "xinpu",
    "日间照料", "医保", "助浴", None,
)  # fmt: skip
HERE = Near(34.6, 119.2)
FILTERS: tuple[dict[str, Any], ...] = (
    {},
    {"kind": Kind.ELDERCARE, "district": "海州区"},
    {"near": Near(34.6, 119.2, 3)},
    {"near": HERE, "sort": Sort.DISTANCE, "with_vacancy": True},
    {"type": ProviderType.NURSING_HOME, "ownership": Ownership.PRIVATE, "max_fee": 2000},
    {"tag": ["meals", "barrier_free"], "care_level": CareLevel.SEVERE, "sort": Sort.FEE},
    {"open_now": datetime(2026, 11, 24, 10, tzinfo=SHANGHAI), "sort": Sort.VACANCIES},
    {"age_months": 18, "near": Near(34.74, 119.37, 10), "sort": Sort.DISTANCE},
)
ASKED = 300


def rows() -> Iterator[Row]:
    for name, database in databases():
        p95: dict[int, float] = {}
        for size in SIZES:
            with database() as address, filled(address, size) as engine:
                for row in measured(engine, size, p95):
                    yield f"{name}, {size:,}: {row[0]}", *row[1:]
        times = p95[SIZES[-1]] / p95[SIZES[0]]
        most = f"≤ {TIMES_THE_SMALLEST} x"
        yield f"{name}: p95 from 5,000 to 500,000 grows", f"{times:.1f} x", most


def measured(engine: Engine, size: int, p95: dict[int, float]) -> Iterator[Row]:
    started = time.perf_counter()
    with Session(engine) as session:
        current(session, Provider)
    yield "index read", f"{time.perf_counter() - started:.1f} s", "-"
    times = timed(engine)
    p95[size] = percentile(times, 95)
    yield "search p50", f"{percentile(times, 50):.1f} ms", "-"
    target = f"≤ {TARGET_MS[size]} ms" if size in TARGET_MS else "-"
    yield "search p95", f"{p95[size]:.1f} ms", target
    for what, ms in plain.measured(engine):
        yield what, f"{ms:.1f} ms", "for comparison"


@contextmanager
def filled(address: str, size: int) -> Iterator[Engine]:
    upgrade(address)
    engine = make_engine(address)
    fill(engine, size)
    try:
        yield engine
    finally:
        engine.dispose()


def timed(engine: Engine) -> list[float]:
    """Milliseconds of searches that mix every way of typing with every set of filters."""
    mixed = list(islice(cycle(product(TYPED, FILTERS)), ASKED))
    return [_one(engine, typed, filters) for typed, filters in mixed]


def _one(engine: Engine, typed: str | None, filters: dict[str, Any]) -> float:
    started = time.perf_counter()
    with Session(engine) as session:
        Provider.page(session, q=typed, today=TODAY, aliases=ALIASES, **filters)
    return (time.perf_counter() - started) * 1000


def percentile(values: list[float], of: int) -> float:
    return sorted(values)[min(len(values) - 1, len(values) * of // 100)]


def databases() -> Iterator[tuple[str, Callable[[], AbstractContextManager[str]]]]:
    """Each makes a new empty database whenever it is called."""
    yield "SQLite", a_file
    with server() as address:
        if address is not None:
            yield "PostgreSQL", lambda: fresh_database(address)


@contextmanager
def a_file() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        yield f"sqlite:///{folder}/bench.sqlite"
