"""`make bench`: everything that has to reach a figure, measured in one run, printed, and kept in `docs/bench.md`."""

from __future__ import annotations

import importlib
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

from tests.bench import report

MODULES = (
    "clone",
    "engine",
    "screening",
    "importing",
    "finding",
    "serving",
    "counter",
    "restoring",
    "chat",
    "copies",
    "load",
    "killing",
)


def main() -> int:
    wanted = sys.argv[1:] or MODULES
    print(report.HEAD, flush=True)
    for name in wanted:
        found = []
        for row in importlib.import_module(f"tests.bench.{name}").rows():
            print(report.line(row), flush=True)
            found.append(row)
        report.keep(name, found, datetime.now(ZoneInfo("Asia/Shanghai")).date())
    return 0


if __name__ == "__main__":
    sys.exit(main())
