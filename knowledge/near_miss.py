"""What would have to change, and when: only over facts that come with time or that a person can bring about.

Never "if you became disabled, poorer or alone".
"""

from __future__ import annotations

from datetime import date

from knowledge.criteria import Condition
from knowledge.facts import add_months
from knowledge.verdicts import Facts, Interval, Judgement

NEAR_MONTHS = 36  # further away than three years is no near miss


def near_miss(found: Judgement, facts: Facts, day: date) -> str | None:
    """A sentence when every failing leaf is attainable and near, else None."""
    says = [_leaf(leaf, facts, day) for leaf in found.blocks]
    return "；".join(s for s in says if s) if says and all(says) else None


def _leaf(leaf: Condition, facts: Facts, day: date) -> str | None:
    if leaf.near_miss:
        return leaf.near_miss
    if leaf.comparison != "at_least":
        return None
    if leaf.fact == "age":
        return _older(leaf, facts, day)
    if leaf.fact == "child_age_months":
        return _child_older(leaf, facts, day)
    return None


def _older(leaf: Condition, facts: Facts, day: date) -> str | None:
    born = facts.get("birth_date")
    if born is not None:
        return _in_months(add_months(born, 12 * leaf.wanted), f"满 {leaf.wanted} 周岁", day)
    age = facts["age"].hi if isinstance(facts["age"], Interval) else facts["age"]
    years = leaf.wanted - age
    if years * 12 > NEAR_MONTHS:
        return None
    if years == 1:
        return f"不到一年就满 {leaf.wanted} 周岁（过了生日就够）"
    return f"再过不到 {years} 年满 {leaf.wanted} 周岁"


def _child_older(leaf: Condition, facts: Facts, day: date) -> str | None:
    born = facts.get("child_birth_date")
    if born is None:
        return None
    if isinstance(born, Interval):
        born = born.hi  # the later day: never promise too early
    return _in_months(add_months(born, leaf.wanted), f"满 {leaf.wanted} 个月", day)


def _in_months(reached: date, what: str, day: date) -> str | None:
    months = (reached.year - day.year) * 12 + reached.month - day.month
    if months > NEAR_MONTHS:
        return None
    if months == 0:
        return f"本月 {reached.day} 日{what}"
    return f"再过 {months} 个月（{reached:%Y-%m}）{what}"
