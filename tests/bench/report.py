"""`docs/bench.md`: one part for each module, with the day it was measured and the size of the machine.

Measuring one module again replaces its part and leaves the others.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "bench.md"
TITLE = "# 量出来的快慢\n\n由 `make bench` 写；别的程序同时在跑时，数字会差一些。\n"
HEAD = f"| {'what':<58} | {'measured':>14} | {'target':>16} |\n| {'-' * 58} | {'-' * 13}: | {'-' * 15}: |"
PART = re.compile(r"^## (\S+) · ", re.MULTILINE)
Row = tuple[str, str, str]


def line(row: Row) -> str:
    what, measured, target = row
    return f"| {what:<58} | {measured:>14} | {target:>16} |"


def machine() -> str:
    """Cores and memory, as `2 cores, 24 GB`."""
    held = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return f"{os.cpu_count()} cores, {held / 2**30:.0f} GB"


def keep(name: str, rows: Iterable[Row], day: date, page: Path = PAGE, title: str = TITLE) -> None:
    """Puts the part of `name` in the place of the one there is."""
    parts = _parts(page.read_text(encoding="utf-8")) if page.exists() else {}
    lines = "\n".join(map(line, rows))
    parts[name] = f"## {name} · {day.isoformat()} · {machine()}\n\n{HEAD}\n{lines}\n"
    page.write_text("\n".join([title, *parts.values()]), encoding="utf-8")


def _parts(text: str) -> dict[str, str]:
    begins = [*PART.finditer(text)]
    ends = [each.start() for each in begins[1:]] + [len(text)]
    return {
        each[1]: text[each.start() : end].rstrip() + "\n"
        for each, end in zip(begins, ends, strict=True)
    }
