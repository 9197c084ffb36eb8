"""The leaves of criteria as columns of truth, each worked out once for all the rules that share it.

Rows pass through three selects: what follows from the facts, the leaves, and (in `statuses`) the rules.
A database shares nothing between branches of a CASE, so sharing is written down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import ibis
import ibis.expr.types as ir

from knowledge.conditions import Condition, Open, Test
from knowledge.criteria import Criterion, leaves
from knowledge.pack import Pack
from knowledge.population.columns import Range, derived, texts_within

UNKNOWN = ibis.null("boolean")
UNASSESSED = "unassessed"


class People:
    """A table whose columns are those kept, the applicant, and one for each different leaf of the rules."""

    def __init__(
        self,
        table: ir.Table,
        pack: Pack,
        day: date,
        rules: Iterable[Criterion],
        keep: Iterable[str],
    ) -> None:
        told = (leaf for rule in rules for leaf in leaves(rule) if not isinstance(leaf, Open))
        different = {leaf.asks_of_facts: leaf for leaf in told}
        self._names = {asks: f"leaf_{number}" for number, asks in enumerate(different)}
        facts, hints = derived(table, day), [value for value, _ in pack.facts["care_hint"].options]
        columns = {
            self._names[asks]: _truth(leaf, facts, day, hints) for asks, leaf in different.items()
        }
        unassessed = facts["care_level"].isnull()
        self.table = facts.select("applicant", *keep, **columns, **{UNASSESSED: unassessed})

    def leaf(self, leaf: Condition | Test) -> Any:
        return self.table[self._names[leaf.asks_of_facts]]

    def unassessed(self) -> Any:
        return self.table[UNASSESSED]


def _truth(leaf: Condition | Test, facts: ir.Table, day: date, hints: list[str]) -> Any:
    if isinstance(leaf, Test):
        return TESTS[leaf.name](_range(facts, "child_birth_date"), day)
    met = COMPARED[leaf.comparison](_range(facts, leaf.fact), leaf.wanted)
    return _hinted(leaf, facts, met, hints) if leaf.fact == "care_level" else met


def _range(facts: ir.Table, fact: str) -> Range:
    if f"{fact}_low" in facts.columns:
        return Range(facts[f"{fact}_low"], facts[f"{fact}_high"])
    return Range(facts[fact], None)


def _hinted(leaf: Condition, facts: ir.Table, assessed: Any, hints: list[str]) -> Any:
    """Without an assessment, a hint that lies wholly inside is a yes."""
    wanted = leaf.wanted if isinstance(leaf.wanted, frozenset) else {leaf.wanted}
    inside = facts["care_hint"].isin(texts_within(wanted, hints))
    return ibis.coalesce(assessed, ibis.ifelse(inside, True, UNKNOWN))


def _least(told: Range, wanted: Any) -> Any:
    if told.high is None:
        return told.low >= wanted
    return ibis.cases((told.low >= wanted, True), (told.high < wanted, False), else_=UNKNOWN)


def _is(told: Range, wanted: Any) -> Any:
    if told.high is None:
        return told.low == wanted
    same = (told.low == wanted) & (told.high == wanted)
    apart = (told.low > wanted) | (told.high < wanted)
    return ibis.cases((same, True), (apart, False), else_=UNKNOWN)


def _agree(low: Any, high: Any) -> Any:
    """What holds at both ends of a range, or unknown where the ends disagree."""
    return ibis.cases((low & high, True), (~low & ~high, False), else_=UNKNOWN)


def _first_application_open(birth: Range, day: date) -> Any:
    return _agree(birth.low.year() >= day.year - 1, birth.high.year() >= day.year - 1)


def _months_this_year(birth: Range, day: date) -> Any:
    """Any of the 36 months after the month of birth in this year: see `tests_by_name.months_in_year`."""

    def some(born: Any) -> Any:
        after = born.year() * 12 + born.month()
        return (after <= day.year * 12 + 11) & (after + 35 >= day.year * 12)

    return _agree(some(birth.low), some(birth.high))


COMPARED: dict[str, Callable[[Range, Any], Any]] = {
    "is": _is,
    "in": lambda told, wanted: told.low.isin(sorted(wanted)),
    "at_least": _least,
    "below": lambda told, wanted: ~_least(told, wanted),
    "on_or_after": _least,
    "before": lambda told, wanted: ~_least(told, wanted),
}
TESTS: dict[str, Callable[[Range, date], Any]] = {
    "childrearing_first_application_open": _first_application_open,
    "childrearing_months_this_year": _months_this_year,
}
