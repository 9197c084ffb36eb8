"""The city's own words and places, read as they stand, with a fixed day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import yaml

from knowledge.loading import DEFAULT
from knowledge.pack import Pack, Place, Topic
from knowledge.reading import Reader, Reading

TODAY = date(2026, 11, 24)


def data(name: str) -> Any:
    return yaml.safe_load((DEFAULT / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def pack() -> Pack:
    """Words, places and topics alone: reading needs nothing else of a pack."""
    places = tuple(
        Place(**{key: tuple(v) if isinstance(v, list) else v for key, v in row.items()})
        for row in data("places.yml")
    )
    topics = {row["id"]: Topic(**row) for row in data("topics.yml")}
    empty: dict[str, Any] = {}
    return Pack(
        "test", "test", empty, empty, empty, empty, empty, topics, empty, empty, empty, places, empty,
        data("words.yml"), "test-words",
    )  # fmt: skip


@pytest.fixture(scope="session")
def reader(pack: Pack) -> Reader:
    return Reader(pack)


@pytest.fixture(scope="session")
def read(reader: Reader) -> Callable[[str], Reading]:
    return lambda text: reader.read(text, TODAY)
