"""What has to be looked at again, on the day before, the day, and the day after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from knowledge.overlays import Overlay
from knowledge.pack import Pack
from knowledge.stale import stale

VOUCHER = "benefits/disability_care_voucher.yml"
SUBSIDY = "benefits/childrearing_subsidy.yml"


def kinds(pack: Pack, day: date, where: str) -> list[str]:
    return [each.kind for each in stale(pack, day) if each.where == where]


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2026, 10, 31), []),
        (date(2026, 11, 1), ["ending"]),
        (date(2026, 12, 31), ["ending"]),
        (date(2027, 1, 1), ["ended"]),
        (date(2027, 5, 25), ["ended", "unchecked"]),
    ],
)
def test_a_scheme_that_ends_is_listed_from_sixty_days_before(
    pack: Pack, day: date, found: list[str]
) -> None:
    assert kinds(pack, day, VOUCHER) == found


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2026, 10, 31), []),
        (date(2026, 11, 1), ["deadline"]),
        (date(2026, 12, 31), ["deadline"]),
        (date(2027, 1, 1), []),
    ],
)
def test_a_deadline_is_listed_until_it_has_passed(pack: Pack, day: date, found: list[str]) -> None:
    assert kinds(pack, day, SUBSIDY) == found


@pytest.mark.parametrize(("day", "count"), [(date(2027, 5, 24), 0), (date(2027, 5, 25), 1)])
def test_the_plans_figures_are_listed_after_half_a_year(pack: Pack, day: date, count: int) -> None:
    assert len(kinds(pack, day, "figures.yml")) == count


def test_a_version_that_another_follows_has_not_ended(pack: Pack) -> None:
    assert kinds(pack, date(2025, 12, 31), "benefits/vat_exemption.yml") == []


def test_a_local_figure_is_listed_when_it_ends_or_grows_old(pack: Pack) -> None:
    local = Overlay(
        "amount", "old_age_allowance", {}, "某通知", date(2026, 1, 1), date(2026, 12, 1), id=7
    )
    found = kinds(replace(pack, overlays=(local,)), date(2026, 11, 24), "overlay 7")

    assert found == ["ending", "unchecked"]


def test_the_most_pressing_comes_first(pack: Pack) -> None:
    found = [each.kind for each in stale(pack, date(2027, 6, 1))]

    assert found == sorted(found, key=["ended", "ending", "deadline", "unchecked"].index)
