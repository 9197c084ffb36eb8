"""The real pack, read once, and a copy of it to damage."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from knowledge.loading import DEFAULT, load_pack
from knowledge.pack import Pack

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="session")
def pack() -> Pack:
    return load_pack()


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture
def damaged(tmp_path: Path) -> Callable[[str, str, str], Path]:
    """A copy of the pack in which `old` in one file reads `new`."""

    def damage(name: str, old: str, new: str) -> Path:
        root = tmp_path / "pack"
        shutil.copytree(DEFAULT, root)
        text = (root / name).read_text(encoding="utf-8")
        assert old in text
        (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        return root

    return damage
