"""What the page of threats says is held by a test is held by one that exists."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAMED = re.compile(r"`(test_[a-z0-9_]+)(…?)`")
FILED = re.compile(r"`((?:[a-z_]+/)*(?:test_[a-z0-9_]+|lint|recorded)\.py)`")


def test_every_test_that_is_named_exists() -> None:
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    files = [each.relative_to(ROOT).as_posix() for each in (ROOT / "tests").rglob("*.py")]
    written = "\n".join((ROOT / each).read_text(encoding="utf-8") for each in files)
    defined = set(re.findall(r"def (test_\w+)", written))

    named, filed = NAMED.findall(page), FILED.findall(page)
    assert len(named) >= 20
    assert len(filed) >= 20
    for name, cut in named:
        assert any(each.startswith(name) if cut else each == name for each in defined), name
    for name in filed:
        assert any(each.endswith(f"/{name}") for each in files), name
