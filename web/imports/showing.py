"""A list as it was understood, as what its page shows: counts, columns, remarks, and pairs to decide about.

Lies beside the list and goes with it. Writes no page and knows no table.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from models.importing import Plan, telling
from models.importing.matching import Known
from models.importing.report import Action, RowResult
from models.importing.row import Row
from web.imports.door import IMPORTS

REMARKS, PAIRS, VANISHED = 40, 20, 12  # so many are shown; the report to download has all
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
    mend = [each for row in report.rows if row.action == Action.REJECTED for each in _of_row(row)]
    notes = [each for row in report.rows if row.action != Action.REJECTED for each in _of_row(row)]
    pairs = [_pair(each.row, each.similar) for each in plan.judged if each.similar]
    return {
        "ready": report.ready,
        "problems": [(each.field, each.message) for each in report.problems],
        "headings": list(report.headings),
        "mapping": dict(report.mapping),
        "system": plan.setting.coordinate_system,
        "mend": _first(mend),
        "notes": _first(notes),
        "pairs": pairs[:PAIRS],
        "more_pairs": max(0, len(pairs) - PAIRS),
        "vanished": list(report.vanished[:VANISHED]),
    }


def _of_row(row: RowResult) -> list[tuple[int, str]]:
    return [(row.number, each.message) for each in (*row.problems, *row.notes)]


def _first(remarks: list[tuple[int, str]]) -> dict[str, Any]:
    """So many as a page can show, and how many there are beside them."""
    return {"rows": remarks[:REMARKS], "more": max(0, len(remarks) - REMARKS)}


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
