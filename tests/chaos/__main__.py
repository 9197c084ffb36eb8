"""`make chaos`: each fault provoked against the service as `make run` starts it; the table is kept in `docs/chaos.md`.

`python -m tests.chaos bot web` runs only those groups and replaces their parts of the page.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.bench import report
from tests.chaos import bot, servers, store, web
from tests.chaos.watching import Row, Site
from tests.load.running import service

PAGE = report.PAGE.with_name("chaos.md")
TITLE = (
    "# 出了毛病会怎样\n\n由 `make chaos` 写：服务照 `make run` 的样子跑着，一样一样弄坏，同时有人开页面、有人问话。"
    "最后一列是要守住的；守不住就写 NO，命令也以 1 结束。\n"
)
GROUPS: dict[str, Callable[[Site], Iterator[Row]]] = {
    "bot": bot.rows,
    "web": web.rows,
    "store": store.rows,
}


def main() -> int:
    wanted = sys.argv[1:] or [*GROUPS, "servers"]
    held = True
    print(report.HEAD, flush=True)
    for name in wanted:
        found = []
        for fault, seen, must, kept in _rows(name):
            row = (fault, seen, must if kept else f"NO: {must}")
            print(report.line(row), flush=True)
            found.append(row)
            held = held and kept
        report.keep(name, found, datetime.now(ZoneInfo("Asia/Shanghai")).date(), PAGE, TITLE)
    return 0 if held else 1


def _rows(name: str) -> Iterator[Row]:
    if name == "servers":
        with servers.running() as (given, faults), _site(**given) as site:
            yield from faults(site)
        return
    with _site() as site:
        yield from GROUPS[name](site)


@contextmanager
def _site(**settings: str) -> Iterator[Site]:
    with (
        tempfile.TemporaryDirectory(prefix="chaos-") as folder,
        service(Path(folder), 1, **settings) as (url, parent),
    ):
        database = settings.get("DATABASE_URL", f"sqlite:///{folder}/load.sqlite")
        yield Site(url, parent, Path(folder), database)


if __name__ == "__main__":
    sys.exit(main())
