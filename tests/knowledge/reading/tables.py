"""The tables beside this file: sentences and what should be read in them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from knowledge.verdicts import Interval

HERE = Path(__file__).parent


def rows(name: str) -> list[tuple[str, str, Any]]:
    """The table of a file beside this one as (section, text, expected)."""
    tables = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return [
        (section, text, value) for section, table in tables.items() for text, value in table.items()
    ]


def expected(value: Any) -> Any:
    """`80..89` is an interval, a list is a set."""
    if isinstance(value, list):
        return frozenset(value)
    if isinstance(value, str) and ".." in value:
        lo, hi = value.split("..")
        return Interval(_bound(lo), _bound(hi))
    return value


def _bound(text: str) -> Any:
    return int(text) if text.isdigit() else date.fromisoformat(text)
