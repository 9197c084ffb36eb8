"""A made-up person who answers the bot's form, question by question, in the words that the buttons have.

Knows neither whether the actions alone answer nor the whole service; decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from knowledge.pack import FactSpec, Pack
from knowledge.replies import Answer

Person = dict[str, Any]
MOST_TURNS = 40
BEGIN = "能领什么"
NOT_KNOWN = "不清楚"


def fill(pack: Pack, person: Person, say: Callable[[str], Answer]) -> tuple[Person, Answer]:
    """Answers until there is a result: the facts that were told, and the answer that told the result."""
    told: Person = {}
    answer = say(BEGIN)
    for _ in range(MOST_TURNS):
        if answer.outcome != "asking":
            return told, answer
        spec = asked(pack, answer)
        told[spec.id] = person.get(spec.id)
        answer = say(words(spec, told[spec.id], answer))
    raise AssertionError(f"no result after {MOST_TURNS} turns: {person}")


def asked(pack: Pack, answer: Answer) -> FactSpec:
    """The fact that the last of the replies asks for."""
    text = answer.replies[-1].text
    found = [spec for spec in pack.facts.values() if spec.prompt in text]
    assert len(found) == 1, text
    return found[0]


def words(spec: FactSpec, value: Any, answer: Answer) -> str:
    """What this person says or presses."""
    buttons = [button.payload for button in answer.replies[-1].buttons]
    if value is None:
        return NOT_KNOWN if NOT_KNOWN in buttons else "不想说"
    if spec.type == "boolean":
        return buttons[0 if value else 1]
    if spec.options:
        labels = dict(spec.options)
        return "、".join(labels[one] for one in (value if spec.type == "set" else [value]))
    return SAID.get(spec.type, str)(value)


def _day(value: str) -> str:
    day = date.fromisoformat(value)
    return f"{day.year}年{day.month}月{day.day}日"


def _month(value: str) -> str:
    year, month = value.split("-")
    return f"{year}年{int(month)}月"


SAID: dict[str, Callable[[Any], str]] = {"date": _day, "month": _month}
