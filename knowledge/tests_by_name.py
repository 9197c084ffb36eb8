"""Named tests for what comparisons cannot say. Each takes derived facts and answers true, false or None."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from knowledge.verdicts import Facts, Interval


def months_in_year(birth: date, year: int) -> int:
    """Months of `year` for which the childrearing subsidy runs: until the month of the third birthday.

    A child born in December 2023 has 24 months from January 2025 on (国家方案的例子), so the month of the
    third birthday counts and the month of birth does not.
    """
    first = birth.year * 12 + birth.month  # month after birth, counted from zero
    last = first + 35
    start, end = year * 12, year * 12 + 11
    return max(0, min(last, end) - max(first, start) + 1)


def childrearing_months_this_year(facts: Facts) -> bool | None:
    """Whether a child past its third birthday still had months of the subsidy in the current year."""
    birth, today = facts.get("child_birth_date"), facts.get("as_of")
    if birth is None or today is None:
        return None
    lo, hi = (birth.lo, birth.hi) if isinstance(birth, Interval) else (birth, birth)
    held = {months_in_year(day, today.year) > 0 for day in (lo, hi)}
    return held.pop() if len(held) == 1 else None


def childrearing_first_application_open(facts: Facts) -> bool | None:
    """Whether a first application is still in time: by the end of the year after birth."""
    birth, today = facts.get("child_birth_date"), facts.get("as_of")
    if birth is None or today is None:
        return None
    lo, hi = (birth.lo, birth.hi) if isinstance(birth, Interval) else (birth, birth)
    held = {today.year <= day.year + 1 for day in (lo, hi)}
    return held.pop() if len(held) == 1 else None


TESTS: dict[str, tuple[tuple[str, ...], Callable[[Facts], bool | None]]] = {
    "childrearing_first_application_open": (
        ("child_birth_month",),
        childrearing_first_application_open,
    ),
    "childrearing_months_this_year": (("child_birth_month",), childrearing_months_this_year),
}
