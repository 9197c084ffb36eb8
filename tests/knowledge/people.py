"""Made-up people, families, institutions and workers for tests: plausible, seeded, and no statistic of anywhere.

Each is what that person would answer if asked everything; null is what they do not know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from knowledge.facts import months_between, years_between

Person = dict[str, Any]
DISTRICTS = ("海州区", "连云区", "赣榆区", "东海县", "灌云县", "灌南县")
LEVELS = ("independent", "mild", "moderate", "severe", "total")
KINDS = {"resident": 50, "child": 25, "provider": 12, "worker": 8, "taxpayer": 5}


def people(size: int, seed: int, day: date) -> Iterator[Person]:
    """`size` people who know most of what they are asked."""
    chance = Random(seed)
    for _ in range(size):
        kind = chance.choices(list(KINDS), list(KINDS.values()))[0]
        yield a_person(kind, chance, day)


def a_person(kind: str, chance: Random, day: date) -> Person:
    known = {"applicant": kind, "district": chance.choice(DISTRICTS), **MADE[kind](chance, day)}
    return {name: _forgotten(name, value, chance) for name, value in known.items()}


def with_gaps(person: Person, chance: Random) -> Person:
    """The same person, asked only some of it."""
    return {name: value for name, value in person.items() if chance.random() < 0.75}


def _forgotten(name: str, value: Any, chance: Random) -> Any:
    """One answer in twenty-five is "I do not know"."""
    return None if name != "applicant" and chance.random() < 0.04 else value


def _resident(chance: Random, day: date) -> Person:
    age = min(105, int(chance.triangular(45, 105, 72)))
    frail = min(0.9, max(0.05, (age - 60) / 50))
    level = chance.choices(LEVELS, [1 - frail, *([frail / 4] * 4)])[0]
    grade = chance.choices((0, 1, 2, 3, 4), (86, 3, 4, 4, 3))[0]
    assessed = chance.random() < 0.35
    return {
        "age": age,
        "local_hukou": chance.random() < 0.9,
        "hukou_type": chance.choice(("urban", "rural")),
        "care_level": level if assessed else None,
        "care_hint": None if assessed else _hint(level, chance),
        "dementia": chance.random() < 0.02 + frail / 10,
        "income_status": chance.choices(
            ("none", "extreme_poverty", "low_income_allowance", "low_income_margin"), (88, 2, 6, 4)
        )[0],
        "fixed_income": chance.random() < 0.6,
        "living": chance.choices(
            ("alone", "empty_nest", "with_family", "institution"), (16, 40, 39, 5)
        )[0],
        "special_family": chance.random() < 0.01,
        "disability_grade": grade,
        "multi_disabled_household": grade > 0 and chance.random() < 0.1,
        "preferential_treatment": chance.random() < 0.03,
        "has_support": chance.random() < 0.93,
    }


def _hint(level: str, chance: Random) -> list[str]:
    """The level, and often the one beside it: a family is not sure."""
    place = LEVELS.index(level)
    beside = LEVELS[max(0, min(4, place + chance.choice((-1, 0, 1))))]
    return sorted({level, beside}, key=LEVELS.index)


def _child(chance: Random, day: date) -> Person:
    born = day - timedelta(chance.randrange(int(6.5 * 365)))
    months = months_between(born, day)
    years = years_between(born, day)
    classes = {4: "middle", 5: "senior", 6: "senior"}
    return {
        "child_birth_month": born.isoformat()[:7],
        "child_age_months": months,
        "child_birth_date": born.isoformat(),
        "local_hukou": chance.random() < 0.85,
        "childrearing_first_applied": months < 36 and chance.random() < 0.6,
        "kindergarten_class": classes.get(years),
    }


def _provider(chance: Random, day: date) -> Person:
    stage = chance.choices(("planning", "building", "operating"), (25, 15, 60))[0]
    return {
        "provider_kind": chance.choice(("eldercare", "childcare")),
        "provider_registered": stage == "operating" and chance.random() < 0.8,
        "provider_nonprofit": chance.random() < 0.4,
        "provider_private": chance.random() < 0.8,
        "provider_beds": int(chance.triangular(20, 700, 80)),
        "provider_stage": stage,
        "existing_building": chance.random() < 0.5,
        "granted_welfare_land": chance.random() < 0.05,
        "employs_eligible_workers": chance.random() < 0.3,
        "in_house_clinic": chance.random() < 0.3,
        "primary_care_institution": chance.random() < 0.05,
        "idle_beds": chance.random() < 0.2,
    }


def _worker(chance: Random, day: date) -> Person:
    work = chance.choices(("carer", "nursery_nurse", "medical", "other"), (45, 30, 15, 10))[0]
    return {
        "provider_kind": "childcare" if work == "nursery_nurse" else "eldercare",
        "primary_care_institution": work == "medical" and chance.random() < 0.6,
        "idle_beds": chance.random() < 0.2,
        "occupation": work,
    }


def _taxpayer(chance: Random, day: date) -> Person:
    return {"parent_age": int(chance.triangular(45, 95, 62))}


MADE: dict[str, Callable[[Random, date], Person]] = {
    "resident": _resident,
    "child": _child,
    "provider": _provider,
    "worker": _worker,
    "taxpayer": _taxpayer,
}
