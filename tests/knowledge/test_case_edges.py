"""The worked cases stand at every edge of every rule; a new threshold without cases beside it is named here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from knowledge.conditions import Condition
from knowledge.criteria import leaves
from knowledge.facts import check, derive
from knowledge.loading import load_pack
from knowledge.pack import Benefit, Pack, Version
from tests.knowledge.test_cases import cases

ONE_DAY = timedelta(1)
CASES = tuple(parameters.values for parameters in cases())
BENEFITS = tuple(load_pack().benefits.values())
# Rules that hold for everybody of their kind have nothing to be unknown about.
NOTHING_TO_ASK = {"fire_case_by_case", "liability_insurance", "loan_guarantee", "time_bank"}


def known(pack: Pack, benefit: Benefit) -> list[tuple[date, dict[str, Any]]]:
    """Day and derived facts of each worked case of a benefit."""
    found = []
    for benefit_id, case in CASES:
        if benefit_id == benefit.id:
            day = date.fromisoformat(str(case["day"]))
            found.append((day, derive(check(case["facts"], pack.facts), day)))
    return found


def edges(version: Version) -> Iterator[tuple[str, Any]]:
    """Fact and value at each threshold of a rule: just below, on it, just above."""
    criteria = [version.when, *(rule.when for rule in version.amounts if rule.when)]
    for leaf in (leaf for criterion in criteria for leaf in leaves(criterion)):
        if isinstance(leaf, Condition) and leaf.comparison in ("at_least", "below"):
            yield from ((leaf.fact, leaf.wanted + step) for step in (-1, 0, 1))
        if isinstance(leaf, Condition) and leaf.comparison in ("on_or_after", "before"):
            yield from ((leaf.fact, leaf.wanted - ONE_DAY), (leaf.fact, leaf.wanted))


@pytest.mark.parametrize("benefit", BENEFITS, ids=lambda b: b.id)
def test_every_threshold_has_a_case_below_on_and_above(pack: Pack, benefit: Benefit) -> None:
    tried = known(pack, benefit)
    wanted = {edge for version in benefit.versions for edge in edges(version)}

    assert {(f, v) for f, v in wanted if all(facts.get(f) != v for _, facts in tried)} == set()


@pytest.mark.parametrize("benefit", BENEFITS, ids=lambda b: b.id)
def test_every_version_has_a_case_on_its_first_and_last_day_and_beside(
    pack: Pack, benefit: Benefit
) -> None:
    wanted = {day for v in benefit.versions for day in (v.start - ONE_DAY, v.start)}
    ends = [v.end for v in benefit.versions if v.end]
    wanted |= {day for end in ends for day in (end, end + ONE_DAY)}

    assert wanted - {day for day, _ in known(pack, benefit)} == set()


def test_every_benefit_has_a_case_where_something_is_not_known() -> None:
    unknown = ((name, case) for name, case in CASES if case["status"] == "unknown")
    found = {name for name, case in unknown if case.get("open") != ["earlier"]}

    assert {benefit.id for benefit in BENEFITS} - found == NOTHING_TO_ASK
