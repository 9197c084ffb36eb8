"""One expression over a table of people: for each benefit its status, NULL where it does not concern them.

The SQL twin of `knowledge.eligibility.screen`. Runs wherever ibis does: DuckDB, PostgreSQL, Spark.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import ibis
import ibis.expr.types as ir

from knowledge.eligibility import ELIGIBLE, INELIGIBLE, LIKELY, UNKNOWN, judge
from knowledge.pack import Benefit, Pack
from knowledge.population.kleene import Column, column
from knowledge.population.leaves import People


def screened(
    people: ir.Table, pack: Pack, day: date, keep: Iterable[str] = (), applicant: str | None = None
) -> ir.Table:
    """The columns of `keep` and one column a benefit; with `applicant`, only benefits of that kind."""
    wanted = [b for b in pack.benefits.values() if applicant is None or applicant in _kinds(b)]
    versions = (benefit.version_on(day) for benefit in wanted)
    rules = [version.when for version in versions if version is not None]
    kept = [name for name in keep if name != "applicant"]
    facts = People(people, pack, day, rules, kept)
    return facts.table.select(*keep, **{each.id: _status(each, facts, day) for each in wanted})


def _kinds(benefit: Benefit) -> tuple[str, ...]:
    return benefit.applicant, *benefit.also_applicants


def _status(benefit: Benefit, people: People, day: date) -> Any:
    applicant = people.table["applicant"]
    version = benefit.version_on(day)
    if version is None:
        # The same for everybody: not begun, or ended and nobody knows what follows.
        status = ibis.literal(judge(benefit, {}, day).status)
        return ibis.ifelse(_left_out(applicant, benefit), ibis.null("string"), status)
    found = column(version.when, people)
    return ibis.cases(
        (_left_out(applicant, benefit), ibis.null("string")),
        (~found.met, INELIGIBLE),
        (applicant.isnull(), UNKNOWN),
        *_promised(benefit, found),
        else_=UNKNOWN,
    )


def _left_out(applicant: Any, benefit: Benefit) -> Any:
    """Nobody is left out while it is not known who asks."""
    return applicant.notin(_kinds(benefit))


def _promised(benefit: Benefit, found: Column) -> list[tuple[Any, str]]:
    if benefit.strength == "exploratory":
        return []
    if benefit.strength == "encouraged":
        return [(found.met, LIKELY)]
    return [(found.met & found.open, LIKELY), (found.met, ELIGIBLE)]
