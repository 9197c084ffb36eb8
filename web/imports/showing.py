"""A list as it was understood, as what its page shows: counts, columns, remarks, and pairs to decide about.

Lies beside the list and goes with it. Writes no page and knows no table.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from models.importing import Plan, telling
from models.importing.matching import Known
from models.importing.report import Action
from models.importing.row import Row
from web.imports.door import IMPORTS

REMARKS, PAIRS, VANISHED = 200, 20, 50  # so many are shown; the report to download has all
SHOWN = ("name", "address", "phone", "registration_number")


def keep(key: str, plan: Plan) -> None:
    """What the page shows and the whole report, both only ours to read."""
    place = IMPORTS.folder() / key
    _private(place / "report.csv")
    telling.write(plan.report, place / "report.csv")
    _private(place / "shown.json").write_text(json.dumps(_shown(plan)), encoding="utf-8")


def kept(key: str) -> dict[str, Any]:
    """What `keep` wrote; empty once it is gone."""
    path = IMPORTS.folder() / key / "shown.json"
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return found


def report_of(key: str) -> Path:
    return IMPORTS.folder() / key / "report.csv"


def _shown(plan: Plan) -> dict[str, Any]:
    report = plan.report
    remarks = list(_remarks(plan))
    pairs = [_pair(each.row, each.similar) for each in plan.judged if each.similar]
    return {
        "ready": report.ready,
        "problems": [(each.field, each.message) for each in report.problems],
        "headings": list(report.headings),
        "mapping": dict(report.mapping),
        "system": plan.setting.coordinate_system,
        "remarks": remarks[:REMARKS],
        "more_remarks": max(0, len(remarks) - REMARKS),
        "pairs": pairs[:PAIRS],
        "more_pairs": max(0, len(pairs) - PAIRS),
        "vanished": list(report.vanished[:VANISHED]),
    }


def _remarks(plan: Plan) -> Iterator[tuple[int, str, str]]:
    """Rows that have something to mend come first."""
    rows = sorted(plan.report.rows, key=lambda row: row.action != Action.REJECTED)
    for row in rows:
        for each in (*row.problems, *row.notes):
            yield row.number, telling.SAID[row.action], each.message


def _pair(row: Row, other: Known) -> dict[str, Any]:
    return {
        "row": row.number,
        "here": {name: row.values.get(name) or "" for name in SHOWN},
        "there": _of(other),
        "there_row": other.row,
    }


def _of(known: Known) -> dict[str, str]:
    said = (known.name, known.address, known.phone, known.number)
    return {name: value or "" for name, value in zip(SHOWN, said, strict=True)}


def _private(path: Path) -> Path:
    """Nobody else's to read from its first moment on."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    return path
