"""A person's facts: checked against their specs, and what follows from them.

`check` turns JSON values into facts; `derive` adds ages from birth dates and birth intervals from ages.
An absent fact stays absent; null stays null (asked, not known). The day is a parameter.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from knowledge.errors import FactError
from knowledge.pack import FactSpec
from knowledge.saying import joined, say
from knowledge.verdicts import Interval

MONTH = re.compile(r"(\d{4})-(\d{2})")
FIRST_BIRTH = date(1890, 1, 1)
# Facts that say the same in another way: whoever changes one may have to let another go.
FAMILIES = (
    frozenset(("age", "birth_date")),
    frozenset(("child_birth_date", "child_birth_month", "child_age_months")),
)


def relatives(fact: str) -> frozenset[str]:
    """The facts that say the same as this one in another way."""
    return next((family - {fact} for family in FAMILIES if fact in family), frozenset())


def check(answers: Mapping[str, Any], specs: Mapping[str, FactSpec]) -> dict[str, Any]:
    """The answers as facts; raises FactError naming the first fact that cannot be."""
    facts: dict[str, Any] = {}
    for name, value in answers.items():
        spec = specs.get(name)
        if spec is None:
            raise FactError(str(name)[:40], say("没有这个事实；可用的事实见 /api/v1/questions"))
        facts[name] = None if value is None else PARSERS[spec.type](value, spec)
    return facts


def _boolean(value: Any, spec: FactSpec) -> bool:
    if isinstance(value, bool):
        return value
    raise FactError(spec.id, say("要填 true 或 false"))


def _integer(value: Any, spec: FactSpec) -> int | Interval:
    if isinstance(value, Interval):
        return value
    if isinstance(value, bool) or not isinstance(value, int):
        raise FactError(spec.id, say("要填整数"))
    low, high = spec.min or 0, spec.max if spec.max is not None else value
    if not low <= value <= high:
        raise FactError(spec.id, say("要在 %(low)s 到 %(high)s 之间", low=low, high=high))
    return value


def _enum(value: Any, spec: FactSpec) -> Any:
    allowed = [option for option, _ in spec.options]
    if isinstance(value, bool) or value not in allowed:
        raise FactError(spec.id, say("只能填 %(what)s", what=joined(map(str, allowed))))
    return value


def _set(value: Any, spec: FactSpec) -> frozenset[Any]:
    if not isinstance(value, (list, tuple, set, frozenset)) or not value:
        raise FactError(spec.id, say("要填一个列表，至少一项"))
    return frozenset(_enum(one, spec) for one in value)


def _date(value: Any, spec: FactSpec) -> date | Interval:
    if isinstance(value, (date, Interval)):
        return value
    try:
        day = date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        day = None
    if day is None or day < FIRST_BIRTH:
        raise FactError(spec.id, say("要填真实的日期，写成 2025-03-18 这样"))
    return day


def _month(value: Any, spec: FactSpec) -> str:
    found = MONTH.fullmatch(value) if isinstance(value, str) else None
    if not found or not 1 <= int(found[2]) <= 12 or int(found[1]) < FIRST_BIRTH.year:
        raise FactError(spec.id, say("要填年月，写成 2025-03 这样"))
    return str(value)


PARSERS: dict[str, Callable[[Any, FactSpec], Any]] = {
    "boolean": _boolean,
    "integer": _integer,
    "enum": _enum,
    "set": _set,
    "date": _date,
    "month": _month,
}


def derive(facts: Mapping[str, Any], day: date) -> dict[str, Any]:
    """The facts with all that follows from them on `day`; raises FactError where they contradict."""
    derived = dict(facts)
    derived["as_of"] = day
    _derive_age(derived, day)
    _derive_child(derived, day)
    return derived


def _derive_age(facts: dict[str, Any], day: date) -> None:
    born = facts.get("birth_date")
    if born is None:
        return
    if born > day:
        raise FactError("birth_date", say("出生日期不能晚于今天"))
    age = years_between(born, day)
    stated = facts.get("age")
    if stated is not None and not _within(age, stated):
        raise FactError("age", say("年龄和出生日期对不上，请改其中一个"))
    facts["age"] = age


def _derive_child(facts: dict[str, Any], day: date) -> None:
    """Birth date, birth month and months of age narrow one another to one interval of birth dates."""
    bounds = []
    if facts.get("child_birth_date") is not None:
        born = facts["child_birth_date"]
        bounds.append(("child_birth_date", *_ends(born)))
    if facts.get("child_birth_month") is not None:
        bounds.append(("child_birth_month", *_month_ends(facts["child_birth_month"])))
    if facts.get("child_age_months") is not None:
        lo, hi = _ends(facts["child_age_months"])
        bounds.append(("child_age_months", *born_between(lo, hi, day)))
    if not bounds:
        return
    for name, lo, _ in bounds:
        if lo > day:
            raise FactError(name, say("出生日期不能晚于今天"))
    lo, hi = max(b[1] for b in bounds), min(*(b[2] for b in bounds), day)
    if lo > hi:
        raise FactError(bounds[-1][0], say("孩子的月龄和出生日期对不上，请改其中一个"))
    facts["child_birth_date"] = lo if lo == hi else Interval(lo, hi)
    young, old = months_between(hi, day), months_between(lo, day)
    facts["child_age_months"] = young if young == old else Interval(young, old)


def _ends(value: Any) -> tuple[Any, Any]:
    return (value.lo, value.hi) if isinstance(value, Interval) else (value, value)


def _within(value: Any, stated: Any) -> bool:
    lo, hi = _ends(stated)
    return bool(lo <= value <= hi)


def _month_ends(month: str) -> tuple[date, date]:
    year, number = map(int, month.split("-"))
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def add_months(day: date, months: int) -> date:
    """The same day `months` later; the month's last day where it has no such day (民法典 第202条)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_between(born: date, day: date) -> int:
    """Months completed."""
    months = (day.year - born.year) * 12 + day.month - born.month
    return months if add_months(born, months) <= day else months - 1


def years_between(born: date, day: date) -> int:
    """Years completed (周岁)."""
    return months_between(born, day) // 12


def born_between(low_months: int, high_months: int, day: date) -> tuple[date, date]:
    """The first and last birth dates of somebody who has completed so many months on `day`."""
    last = add_months(day, -low_months)
    while months_between(last + timedelta(1), day) >= low_months:
        last += timedelta(1)
    first = add_months(day, -high_months - 1)
    while months_between(first, day) > high_months:
        first += timedelta(1)
    return first, last
