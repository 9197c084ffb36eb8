"""A hundred thousand dirty rows into an empty database, and once more, with the memory it took."""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.models.importing import dirt

Row = tuple[str, str, str]
ROWS = 100_000
# In a process of its own, so that the memory is the import's and nobody else's.
MEASURED = """
import resource, sys, time
from datetime import date
from models import CoordinateSystem, Kind
from models.importing import import_file
from models.migrating import upgrade
from models.session import make_engine, make_sessions
from tests.models.importing.dirt import CITY
folder = sys.argv[1]
address = f"sqlite:///{folder}/bench.sqlite"
upgrade(address)
engine = make_engine(address)
for _ in range(2):
    started = time.perf_counter()
    with make_sessions(engine)() as session:
        report = import_file(session, f"{folder}/list.csv", Kind.ELDERCARE, "名单", date(2026, 11, 1),
            CoordinateSystem.GCJ02, locality=CITY)
        assert report.written, [row for row in report.rows if row.problems or row.similar][:3]
        session.commit()
    print(time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
engine.dispose()
"""


def rows() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="bench-import-") as folder:
        with Path(folder, "list.csv").open("w", encoding="gb18030", newline="") as file:
            csv.writer(file).writerows(dirt.rows(ROWS))
        done = subprocess.run(
            [sys.executable, "-c", MEASURED, folder], check=True, stdout=subprocess.PIPE, text=True
        )
    (first, memory), (second, whole) = (
        map(float, line.split()) for line in done.stdout.splitlines()
    )
    what = f"import of {ROWS:,} dirty rows"
    return [
        (what, f"{first:.0f} s", "≤ 60 s"),
        (f"{what}, memory", f"{memory:.0f} MB", "≤ 400 MB"),
        (f"{what}, a second time", f"{second:.0f} s", "≤ 60 s"),
        (f"{what}, a second time, memory", f"{whole:.0f} MB", "≤ 400 MB"),
    ]
