"""What would have to change, and when: only over facts that come with time or that a person can bring about.

Never "if you became disabled, poorer or alone".
"""

from __future__ import annotations

from datetime import date

from knowledge.conditions import Condition
from knowledge.criteria import Criterion, leaves
from knowledge.facts import add_months
from knowledge.saying import clauses, later, say
from knowledge.verdicts import Facts, Interval, Judgement

NEAR_MONTHS = 36  # further away than three years is no near miss
FROM_LEVEL = {
    frozenset({"moderate", "severe", "total"}): later("如评估为中度及以上"),
    frozenset({"severe", "total"}): later("如评估为重度及以上"),
}


def near_miss(found: Judgement, facts: Facts, day: date, until: date | None = None) -> str | None:
    """What to change, and when, for a no to be one no longer; None when nothing near would do.

    `until` is the last day of the rule: what comes after it is no help.
    """
    for way in found.ways:
        says = [_leaf(leaf, facts, day, until) for leaf in way]
        if all(says):
            return clauses(s for s in says if s)
    return None


def unassessed(found: Judgement, when: Criterion) -> str | None:
    """For somebody never assessed: the level from which it would be a yes, if it turns on that alone."""
    if found.missing != ("care_level",):
        return None
    levels = (
        leaf.wanted
        for leaf in leaves(when)
        if isinstance(leaf, Condition) and leaf.fact == "care_level"
    )
    return next((say(FROM_LEVEL[each]) for each in levels if each in FROM_LEVEL), None)


def _leaf(leaf: Condition, facts: Facts, day: date, until: date | None) -> str | None:
    if leaf.near_miss:
        return leaf.near_miss
    if leaf.comparison != "at_least":
        return None
    if leaf.fact == "age":
        return _older(leaf, facts, day, until)
    if leaf.fact == "child_age_months":
        return _child_older(leaf, facts, day, until)
    return None


def _older(leaf: Condition, facts: Facts, day: date, until: date | None) -> str | None:
    what, born = say("满 %(age)s 周岁", age=leaf.wanted), facts.get("birth_date")
    if born is not None:
        return _in_months(add_months(born, 12 * leaf.wanted), what, day, until)
    # The youngest they may be: never promise too early.
    age = facts["age"].lo if isinstance(facts["age"], Interval) else facts["age"]
    years = leaf.wanted - age
    latest = add_months(day, 12 * years)
    if years == 1:
        if _in_reach(latest, day, until):
            return say("不到一年就%(what)s（过了生日就够）", what=what)
        return say("不到一年就%(what)s（过了生日就够，这项原定 %(day)s 止）", what=what, day=until)
    within = say("再过不到 %(years)s 年%(what)s", years=years, what=what)
    return within if _in_reach(latest, day, until) else None


def _child_older(leaf: Condition, facts: Facts, day: date, until: date | None) -> str | None:
    born = facts.get("child_birth_date")
    if born is None:
        return None
    if isinstance(born, Interval):
        born = born.hi  # the later day: never promise too early
    what = say("满 %(months)s 个月", months=leaf.wanted)
    return _in_months(add_months(born, leaf.wanted), what, day, until)


def _in_months(reached: date, what: str, day: date, until: date | None) -> str | None:
    if not _in_reach(reached, day, until):
        return None
    months = _months(reached, day)
    if months == 0:
        return say("本月 %(day)s 日%(what)s", day=reached.day, what=what)
    month = f"{reached:%Y-%m}"
    return say("再过 %(months)s 个月（%(month)s）%(what)s", months=months, month=month, what=what)


def _in_reach(reached: date, day: date, until: date | None) -> bool:
    return _months(reached, day) <= NEAR_MONTHS and (until is None or reached <= until)


def _months(reached: date, day: date) -> int:
    return (reached.year - day.year) * 12 + reached.month - day.month
