"""`make fuzz`: api, readers, importer and pack loader, FUZZ_SECONDS each (ten minutes); the table is kept in `docs/fuzz.md`.

`python -m tests.fuzz reading lists` tries only those. What was found is printed whole and becomes a test.
"""

from __future__ import annotations

import importlib
import os
import sys
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tests.bench import report
from tests.fuzz.running import Tally

PARTS = ("api", "reading", "lists", "packs")
SECONDS = float(os.environ.get("FUZZ_SECONDS", "600"))
GROWN_AT_MOST = 150.0  # MB: what caches take; a leak takes more in ten minutes
PAGE = report.PAGE.with_name("fuzz.md")
TITLE = (
    "# 乱七八糟的输入\n\n由 `make fuzz` 写：接口按它自己的说明用 schemathesis 试（全部检查），读句子、导入名单、知识包用 hypothesis 试。"
    "不许崩、不许卡、不许越占越多；找到的都留成测试。\n"
)
MUST = "0 faults"


def main() -> int:
    sound = True
    print(report.HEAD, flush=True)
    for name in sys.argv[1:] or PARTS:
        found = []
        for what, tally in importlib.import_module(f"tests.fuzz.{name}").tallies(SECONDS):
            row = (what, _says(tally), MUST)
            print(report.line(row), flush=True)
            for fault in tally.faults:
                print(f"    {fault}", file=sys.stderr, flush=True)
            found.append(row)
            sound = sound and not tally.faults and tally.grown <= GROWN_AT_MOST
        report.keep(
            f"{name}", [*found, ("seconds in all", f"{SECONDS:.0f}", "600")], _today(), PAGE, TITLE
        )
    return 0 if sound else 1


def _says(tally: Tally) -> str:
    return f"{tally.tried} tried, {len(tally.faults)} faults, slowest {tally.slowest:.2f} s, {tally.grown:+.0f} MB"


def _today() -> date:
    return datetime.now(ZoneInfo("Asia/Shanghai")).date()


if __name__ == "__main__":
    sys.exit(main())
