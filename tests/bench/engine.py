"""The engine against its targets and its peer: one person, the next question, a million residents.

The peer runs in its own process and environment on the same people; where it decides at all it must decide
the same, or the comparison is refused.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from knowledge.eligibility import screen
from knowledge.loading import load_pack
from knowledge.pack import Pack
from knowledge.questions import next_question
from tests.bench.million import Table
from tests.knowledge.people import a_person, with_gaps

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 11, 24)
SINGLE, MILLION, SHOWN = 4_000, 1_000_000, 300
NOT_THE_PEERS = {"care_hint", "district", "hukou_type", "applicant"}
Row = tuple[str, str, str]


def rows() -> list[Row]:
    pack = load_pack()
    residents = _residents(SINGLE)
    single, asked = _per_second(pack, residents)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        table = Table(MILLION, pack, DAY)
        peer = _peer(Path(folder), pack, residents[:SHOWN], table)
        seconds, megabytes = table.measured()
    return [
        ("a resident × all benefits, reasons and all, one core", f"{single:,.0f}/s", "≥ 2,000/s"),
        (
            "the same residents in OpenFisca, statuses only",
            f"{peer['single']:,.0f}/s",
            "for comparison",
        ),
        ("times the peer", f"{single / peer['single']:.0f} ×", "≥ 5 ×"),
        ("next question", f"{asked:,.0f}/s", "≥ 1,000/s"),
        ("1,000,000 residents, table in, statuses out", f"{seconds:.2f} s", "≤ 2 s"),
        ("the same in OpenFisca, vectorised", f"{peer['seconds']:.2f} s", "for comparison"),
        ("times the peer", f"{peer['seconds'] / seconds:.1f} ×", "≥ 2 ×"),
        ("memory of the million, at its highest", f"{megabytes:.0f} MB", "≤ 1000 MB"),
    ]


def _residents(size: int) -> list[dict[str, Any]]:
    chance = Random(5)
    return [
        {**with_gaps(a_person("resident", chance, DAY), chance), "applicant": "resident"}
        for _ in range(size)
    ]


def _per_second(pack: Pack, people: list[dict[str, Any]]) -> tuple[float, float]:
    """Screenings and next questions a second, each person seen for the first time."""
    warm = len(people) // 2
    for person in people[:warm]:
        screen(pack, person, DAY)
    started = time.perf_counter()
    found = [screen(pack, person, DAY) for person in people[warm:]]
    screened = time.perf_counter()
    for person, results in zip(people[warm:], found, strict=True):
        next_question(pack, person, results)
    ended = time.perf_counter()
    return len(found) / (screened - started), len(found) / (ended - screened)


def _peer(folder: Path, pack: Pack, people: list[dict[str, Any]], table: Table) -> dict[str, float]:
    told = [_for_peer(person) for person in people]
    (folder / "people.json").write_text(json.dumps(told), encoding="utf-8")
    np.savez(folder / "people.npz", **table.columns())
    done = subprocess.run(
        [ROOT / ".venv-bench/bin/python", "-m", "tests.bench.peer", folder],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        sys.exit(done.stderr)
    _same(pack, people, json.loads((folder / "single.json").read_text(encoding="utf-8")))
    table.same(dict(np.load(folder / "many.npz")))
    return dict(json.loads(done.stdout))


def _for_peer(person: dict[str, Any]) -> dict[str, Any]:
    known = {k: v for k, v in person.items() if v is not None and k not in NOT_THE_PEERS}
    return {**known, **{f"{name}_known": True for name in known}}


def _same(pack: Pack, people: list[dict[str, Any]], said: list[dict[str, str]]) -> None:
    for person, statuses in zip(people, said, strict=True):
        told = {name: value for name, value in person.items() if name != "care_hint"}
        found = {r.benefit.id: r.status for r in screen(pack, told, DAY)}
        if found != statuses:
            sys.exit("the peer decides otherwise: no comparison")
