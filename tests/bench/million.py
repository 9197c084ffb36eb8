"""A million residents in one table: made in DuckDB, screened there in a process of its own, handed to the peer as arrays."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import ibis
import numpy as np

from knowledge.loading import load_pack
from knowledge.pack import FactSpec, Pack
from knowledge.population import schema, screened

ROOT = Path(__file__).resolve().parents[2]
GAP, CORES, SAMPLE, TIMES = 0.1, 2, 10_000, 3
SQL = {"string": "varchar", "int32": "integer", "boolean": "boolean", "date": "date"}


class Table:
    """The residents, in a file both sides are given."""

    def __init__(self, size: int, pack: Pack, day: date) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="million-")
        self.path, self.day, self.pack = Path(self._folder.name) / "people.parquet", day, pack
        cells = ", ".join(
            f'{_cell(spec, schema(pack))} as "{spec.id}"' for spec in pack.facts.values()
        )
        with duckdb.connect() as made:
            made.execute("select setseed(0.42)")
            made.execute(f"copy (select {cells} from range({size})) to '{self.path}'")  # noqa: S608

    def columns(self) -> dict[str, Any]:
        """For the peer: a column of values and one that says which are known."""
        names = [spec.id for spec in self.pack.facts.values() if _told(spec)]
        with duckdb.connect() as read:
            found = read.execute(f"select {', '.join(names)} from '{self.path}'").fetchnumpy()  # noqa: S608
        known = {f"{name}_known": ~np.ma.getmaskarray(found[name]) for name in names}
        return known | {name: _plain(found[name], self.pack.facts[name]) for name in names}

    def measured(self) -> tuple[float, float]:
        """Best seconds of a few, and the process's memory at its highest."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.million", str(self.path), self.day.isoformat()],
            cwd=ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        seconds, megabytes = json.loads(done.stdout)
        return seconds, megabytes

    def same(self, said: dict[str, Any]) -> None:
        """Refuse a peer that decides otherwise."""
        people = ibis.duckdb.connect().read_parquet(self.path).limit(SAMPLE)
        found = screened(people, self.pack, self.day, applicant="resident").to_pyarrow()
        for name, statuses in said.items():
            if found[name].to_pylist() != statuses.tolist():
                sys.exit(f"the peer decides {name} otherwise: no comparison")


def _told(spec: FactSpec) -> bool:
    ours = not spec.applicants or "resident" in spec.applicants
    hidden = {"applicant", "birth_date", "care_hint", "district", "hukou_type"}
    return ours and spec.id not in hidden


def _cell(spec: FactSpec, types: dict[str, str]) -> str:
    if spec.id == "applicant":
        return "'resident'"
    if not _told(spec):
        return f"cast(null as {SQL[types[spec.id]]})"
    if spec.type == "boolean":
        value = "random() < 0.2"
    elif spec.options:
        options = [option for option, _ in spec.options]
        value = f"list_extract({options!r}, 1 + cast(floor(random() * {len(options)}) as int))"
    else:
        value = "cast(45 + floor(random() * 60) as int)"
    return f"case when random() >= {GAP} then {value} end"


def _plain(column: Any, spec: FactSpec) -> Any:
    """Without gaps: the peer reads a value only where it is known."""
    if spec.type == "boolean":
        return np.ma.filled(column, False)
    if column.dtype == object:
        return np.ma.filled(column, spec.options[0][0]).astype("U24")
    return np.ma.filled(column, 0)


def _highest() -> float:
    line = next(
        s for s in Path("/proc/self/status").read_text().splitlines() if s.startswith("VmHWM")
    )
    return int(line.split()[1]) / 1024


def main(path: str, day: str) -> None:
    con, pack = ibis.duckdb.connect(threads=CORES, memory_limit="700MB"), load_pack()
    con.raw_sql(f"create table people as select * from '{path}'")  # noqa: S608
    times = []
    for number in range(TIMES):
        started = time.perf_counter()
        asked = screened(con.table("people"), pack, date.fromisoformat(day), applicant="resident")
        con.create_table(f"statuses_{number}", asked)
        times.append(time.perf_counter() - started)
        con.raw_sql(f"drop table statuses_{number}")
    json.dump([min(times), _highest()], sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
