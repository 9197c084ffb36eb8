"""Worked cases: what a policy officer can read and check, run against the engine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.eligibility import Result, judge
from knowledge.facts import check, derive
from knowledge.pack import Pack

CASES = Path(__file__).parent / "cases"


def cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.yml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield pytest.param(path.stem, case, id=f"{path.stem}: {case['name']}")


def result_of(pack: Pack, benefit_id: str, case: dict[str, Any]) -> Result:
    day = date.fromisoformat(str(case["day"]))
    return judge(pack.benefits[benefit_id], derive(check(case["facts"], pack.facts), day), day)


@pytest.mark.parametrize(("benefit_id", "case"), list(cases()))
def test_case(pack: Pack, benefit_id: str, case: dict[str, Any]) -> None:
    result = result_of(pack, benefit_id, case)

    assert result.status == case["status"], result.reasons
    if "missing" in case:
        assert set(result.missing) == set(case["missing"])
    if "open" in case:
        assert {point.id for point in result.open} == set(case["open"])
    if "amount" in case:
        assert _amount(result) == case["amount"]
    if "near_miss" in case:
        assert _near_miss_reads(result, case["near_miss"])


def _amount(result: Result) -> dict[str, Any] | None:
    if result.amount is None:
        return None
    found = result.amount
    return {"min": found.min, "max": found.max, "unit": found.unit, "form": found.form}


def _near_miss_reads(result: Result, wanted: str | None) -> bool:
    if wanted is None:
        return result.near_miss is None
    return result.near_miss is not None and wanted in result.near_miss


def test_every_benefit_has_worked_cases(pack: Pack) -> None:
    assert {path.stem for path in CASES.glob("*.yml")} == set(pack.benefits)
