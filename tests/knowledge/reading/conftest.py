"""The city's own words and places, read as they stand, with a fixed day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from knowledge.pack import Pack
from knowledge.reading import Reader, Reading

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="session")
def reader(pack: Pack) -> Reader:
    return Reader(pack)


@pytest.fixture(scope="session")
def read(reader: Reader) -> Callable[[str], Reading]:
    return lambda text: reader.read(text, TODAY)
