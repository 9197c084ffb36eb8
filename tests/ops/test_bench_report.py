"""The page that measurements land on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.bench.report import keep


def test_measuring_one_part_again_replaces_it_and_leaves_the_others(tmp_path: Path) -> None:
    page = tmp_path / "bench.md"
    keep("engine", [("one person", "7 000/s", "≥ 2 000/s")], date(2026, 11, 1), page)
    keep("load", [("220 people", "90 ms", "≤ 400 ms")], date(2026, 11, 2), page)
    keep("engine", [("one person", "8 000/s", "≥ 2 000/s")], date(2026, 11, 3), page)
    text = page.read_text(encoding="utf-8")
    assert "7 000/s" not in text
    assert text.index("8 000/s") < text.index("220 people")
    assert text.count("## engine · 2026-11-03 · ") == 1
    assert text.count("## load · 2026-11-02 · ") == 1
