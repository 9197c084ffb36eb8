"""A list of people, one a row, out of the rows of a table: good rows as facts, bad ones with what to mend.

Columns are named by fact ids or by their Chinese labels; others are not read, but for one that numbers the
rows. Knows no file, no table and no rule.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from knowledge.errors import FactError
from knowledge.facts import check, derive
from knowledge.pack import Pack
from knowledge.population.cells import value

KEYS = ("id", "编号", "序号")
Row = tuple[int, Sequence[str]]  # its number as a spreadsheet counts it, and its cells


class ListError(ValueError):
    """The list as a whole cannot be read; says what to mend."""


@dataclass(frozen=True)
class Person:
    """One row: its number in the file (the heading is 1), its own key, its facts or its faults."""

    row: int
    key: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    faults: tuple[FactError, ...] = ()


class PeopleList:
    """The people of a table whose first row names the columns, read as they are asked for.

    `unread` names the columns left alone; `common` are facts of everybody whose row does not say otherwise.
    """

    def __init__(
        self,
        rows: Iterable[Row],
        pack: Pack,
        day: date,
        common: Mapping[str, Any] | None = None,
    ) -> None:
        self._rows, self._pack, self.day = iter(rows), pack, day
        self._common = dict(common or {})
        _, first = next(self._rows, (1, ()))
        heading = [name.strip() for name in first]
        labels = {spec.label: spec.id for spec in pack.facts.values()}
        self._columns = [labels.get(name, name) for name in heading]
        self.unread = [n for n in self._columns if n and n not in pack.facts and n not in KEYS]
        self._refuse_heading()

    @classmethod
    def of_csv(cls, lines: Iterable[str], pack: Pack, day: date) -> PeopleList:
        reader = csv.reader(lines)
        return cls(((reader.line_num, cells) for cells in reader), pack, day)

    def _refuse_heading(self) -> None:
        known = [name for name in self._columns if name in self._pack.facts]
        if not known:
            names = "、".join(spec.id for spec in list(self._pack.facts.values())[:4])
            raise ListError(f"第 1 行要写列名（{names} 等，也可以写中文名），一列也没认出来")
        twice = sorted({name for name in known if known.count(name) > 1})
        if twice:
            raise ListError(f"{'、'.join(twice)} 写了两列，请留一列")

    def __iter__(self) -> Iterator[Person]:
        for number, cells in self._rows:
            if any(cell.strip() for cell in cells):
                yield self._person(number, [cell.strip() for cell in cells])

    def _person(self, row: int, cells: list[str]) -> Person:
        told = dict(zip(self._columns, cells, strict=False))
        key = next((told[name] for name in KEYS if told.get(name)), "")
        if len(cells) > len(self._columns):
            too_many = FactError(
                "row", f"这一行有 {len(cells)} 格，列名只有 {len(self._columns)} 个"
            )
            return Person(row, key, faults=(too_many,))
        facts, faults = self._facts(told)
        return Person(row, key, {} if faults else facts, tuple(faults))

    def _facts(self, told: Mapping[str, str]) -> tuple[dict[str, Any], list[FactError]]:
        """Every fault of the row, not only the first; whether facts agree is asked once each is sound."""
        facts: dict[str, Any] = {}
        faults: list[FactError] = []
        for name, cell in told.items():
            spec = self._pack.facts.get(name)
            if spec is None or not cell:
                continue
            try:
                facts |= check({name: value(cell, spec)}, self._pack.facts)
            except FactError as wrong:
                faults.append(wrong)
        whole = {**self._common, **facts}
        if not faults:
            faults += self._disagree(whole)
        return whole, faults

    def _disagree(self, facts: Mapping[str, Any]) -> Iterator[FactError]:
        try:
            derive(facts, self.day)
        except FactError as wrong:
            yield wrong
