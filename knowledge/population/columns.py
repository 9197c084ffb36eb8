"""What a table of people holds, and what follows from it: the SQL twin of `knowledge.facts.derive`.

A fact that is a range (a birth known by its month) has two columns, low and high. Knows no rule.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import combinations
from typing import Any, NamedTuple

import ibis
import ibis.expr.types as ir

from knowledge.pack import FactSpec, Pack

TYPES = {
    "boolean": "boolean",
    "integer": "int32",
    "enum": "string",
    "set": "string",
    "date": "date",
    "month": "string",
}
APART = "|"


class Range(NamedTuple):
    """A fact's column and None, or the two ends of one known only to lie between."""

    low: Any
    high: Any


def schema(pack: Pack) -> dict[str, str]:
    """The columns of a table of people, in the order of the facts."""
    return {spec.id: _type(spec) for spec in pack.facts.values()}


def _type(spec: FactSpec) -> str:
    numbers = spec.options and all(isinstance(value, int) for value, _ in spec.options)
    return "int32" if numbers else TYPES[spec.type]


def as_row(facts: Mapping[str, Any], pack: Pack) -> dict[str, Any]:
    """Checked facts as a row; what is absent and what is null are both NULL."""
    return {spec.id: _cell(facts.get(spec.id), spec) for spec in pack.facts.values()}


def _cell(value: Any, spec: FactSpec) -> Any:
    if spec.type == "set" and value is not None:
        return joined(value, [option for option, _ in spec.options])
    return value


def joined(values: Iterable[str], order: list[str]) -> str:
    """A set as text, always in the same order."""
    return APART.join(sorted(values, key=order.index))


def texts_within(wanted: Iterable[str], order: list[str]) -> list[str]:
    """Every set that lies wholly in `wanted`, as text."""
    inside = [value for value in order if value in set(wanted)]
    return [
        APART.join(some)
        for size in range(1, len(inside) + 1)
        for some in combinations(inside, size)
    ]


def derived(table: ir.Table, day: date) -> ir.Table:
    """The table with ages worked out from births and a child's birth as a range of days and of months."""
    age = ibis.coalesce(_months(table["birth_date"], day) // 12, table["age"])
    low, high = _birth(table, day)
    born = table.mutate(age=age, child_birth_date_low=low, child_birth_date_high=high)
    return born.mutate(
        child_age_months_low=_months(born["child_birth_date_high"], day),
        child_age_months_high=_months(born["child_birth_date_low"], day),
    )


def _months(born: Any, day: date) -> Any:
    """Months completed; a day its month does not have is that month's last."""
    last = monthrange(day.year, day.month)[1]
    begun = (day.year - born.year()) * 12 + (day.month - born.month())
    return begun - (ibis.least(born.day(), last) > day.day).cast("int32")


def _birth(table: ir.Table, day: date) -> Range:
    """The birth date told, its month and the months of age narrow one another."""
    told, aged = table["child_birth_date"], _born_between(table["child_age_months"], day)
    first = (table["child_birth_month"] + "-01").cast("date")
    month_end = first + ibis.interval(months=1) - ibis.interval(days=1)
    low = ibis.greatest(told, first, aged.low)
    high = ibis.least(told, month_end.cast("date"), aged.high)
    today = ibis.literal(day, "date")
    return Range(low, ibis.ifelse(low.notnull(), ibis.least(high, today), ibis.null("date")))


def _born_between(months: Any, day: date) -> Range:
    """Births that make so many completed months today: see `facts.born_between`."""
    if monthrange(day.year, day.month)[1] == day.day:
        first = day.replace(day=1)
        return Range(_back(months, first), _days(_back(months - 1, first), -1))
    return Range(_days(_back(months + 1, day), 1), _back(months, day))


def _back(months: Any, day: date) -> Any:
    return (ibis.literal(day, "date") - months.as_interval("M")).cast("date")


def _days(day: Any, count: int) -> Any:
    return (day + ibis.interval(days=count)).cast("date")
