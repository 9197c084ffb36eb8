"""Fees and ages as offices write them."""

from __future__ import annotations

import pytest

from models.importing.measures import ages, fees, unit_of_heading
from models.importing.report import Unreadable
from models.kinds import FeeUnit


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1500-3000元/月", (1500, 3000, FeeUnit.MONTH)),
        ("１５００～３０００元／月", (1500, 3000, FeeUnit.MONTH)),
        ("1,500元至3,000元每月", (1500, 3000, FeeUnit.MONTH)),
        ("2800元/月起", (2800, None, FeeUnit.MONTH)),
        ("最高3000元/月", (None, 3000, FeeUnit.MONTH)),
        ("50元/天", (50, 50, FeeUnit.DAY)),
        ("50元/人·天", (50, 50, FeeUnit.DAY)),
        ("每月1800元", (1800, 1800, FeeUnit.MONTH)),
        ("2000元/人/月", (2000, 2000, FeeUnit.MONTH)),
        ("25元/小时", (25, 25, FeeUnit.HOUR)),
        ("8元/餐", (8, 8, FeeUnit.MEAL)),
        ("1500", (1500, 1500, None)),
    ],
)
def test_fees(written: str, expected: tuple[int | None, int | None, FeeUnit | None]) -> None:
    assert fees(written) == expected


@pytest.mark.parametrize(
    "written", ["一千五", "1500元/月（含餐）", "1500.555元/月", "-5元/月", "免费"]
)
def test_fees_that_say_more_or_less_than_a_number_are_refused(written: str) -> None:
    with pytest.raises(Unreadable):
        fees(written)


@pytest.mark.parametrize(
    ("written", "heading", "expected"),
    [
        ("6-36个月", "", (6, 36)),
        ("6个月-3岁", "", (6, 36)),
        ("1.5～3岁", "", (18, 36)),
        ("60岁以上", "", (720, None)),
        ("6-36", "月", (6, 36)),
        ("2-3", "岁", (24, 36)),
        ("6月龄—36月龄", "", (6, 36)),
    ],
)
def test_ages(written: str, heading: str, expected: tuple[int, int | None]) -> None:
    assert ages(written, heading) == expected


def test_the_month_of_a_date_is_no_unit() -> None:
    assert unit_of_heading("元/人·月") == FeeUnit.MONTH
    assert unit_of_heading("2026年1月") is None
