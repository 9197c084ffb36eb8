"""A list of people through the table expression, batch by batch: every row in its place, none lost.

Apart from the command because ibis takes a second to import and the site never needs it.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from itertools import islice
from pathlib import Path
from typing import IO, Any

import click
import ibis
import pyarrow as pa

from knowledge import eligibility
from knowledge.pack import Pack
from knowledge.population import as_row, schema, screened
from knowledge.population.lists import ListError, PeopleList, Person
from knowledge.wording import STATUS
from models import spreadsheet

AT_ONCE = 50_000  # rows held in memory together
MARKS = {True: "符合", False: "不符合", None: "还不知道"}


def run(
    file: Path, output: str, known: Pack, day: date, asked: Collection[int], database: str | None
) -> int:
    """Screens the list; returns how many rows had a fault. Raises ListError where none can be read."""
    with _opened(file) as lines:
        people = PeopleList.of_csv(lines, known, day)
        if people.unread:
            click.echo(f"有 {len(people.unread)} 列没有读（不是事实的名字）", err=True)
        with (
            click.open_file(output, "w", encoding="utf-8") as written,
            _backend(database) as backend,
        ):
            return _write(written, people, backend, known, asked, _length(file))


@contextmanager
def _backend(database: str | None) -> Iterator[Any]:
    backend = ibis.connect(database) if database else ibis.duckdb.connect()
    with closing(backend.con):
        yield backend


def _opened(file: Path) -> IO[str]:
    encoding = spreadsheet.encoding_of(file)
    if encoding is None:
        raise ListError("文件不是 UTF-8 也不是 GB18030，请另存为 CSV UTF-8")
    return file.open(encoding=encoding, newline="")


def _length(file: Path) -> int:
    with file.open("rb") as lines:
        return max(0, sum(1 for _ in lines) - 1)


def _write(
    written: IO[str],
    people: PeopleList,
    backend: Any,
    known: Pack,
    asked: Collection[int],
    length: int,
) -> int:
    bad, benefits = 0, list(known.benefits)
    written.writelines(spreadsheet.lines([["row", "id", *benefits, "problem"]]))
    bar = click.progressbar(length=length, label="筛查", file=sys.stderr)
    with bar:
        for some in _batches(people):
            found = _statuses(some, backend, known, people.day)
            for person in some:
                statuses = found.get(person.row, {})
                cells = [statuses.get(name) or "" for name in benefits]
                written.write(spreadsheet.line([person.row, person.key, *cells, _problem(person)]))
            for person in (each for each in some if each.row in asked):
                _explain(person, known, people.day)
            bad += sum(bool(person.faults) for person in some)
            bar.update(len(some))
    return bad


def _batches(people: PeopleList) -> Iterator[list[Person]]:
    everybody = iter(people)
    while some := list(islice(everybody, AT_ONCE)):
        yield some


def _statuses(
    people: Sequence[Person], backend: Any, known: Pack, day: date
) -> dict[int, dict[str, Any]]:
    """By row number; rows with a fault are left out."""
    columns = ibis.schema({**schema(known), "row": "int64"}).to_pyarrow()
    rows = [{**as_row(p.facts, known), "row": p.row} for p in people if not p.faults]
    table = ibis.memtable(pa.Table.from_pylist(rows, schema=columns))
    found = backend.to_pyarrow(screened(table, known, day, ["row"]))
    return {row["row"]: row for row in found.to_pylist()}


def _problem(person: Person) -> str:
    return "；".join(f"{fault.fact}：{fault.says}" for fault in person.faults)


def _explain(person: Person, known: Pack, day: date) -> None:
    click.echo(f"\n第 {person.row} 行", err=True)
    if person.faults:
        click.echo(_problem(person), err=True)
        return
    for result in eligibility.screen(known, person.facts, day):
        why = "；".join(f"{reason.criterion}（{MARKS[reason.met]}）" for reason in result.reasons)
        near = f"；{result.near_miss}" if result.near_miss else ""
        points = "".join(f"；{point.says}" for point in result.open)
        click.echo(
            f"{result.benefit.title}：{STATUS[result.status]}。{why}{points}{near}", err=True
        )
