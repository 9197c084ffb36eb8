"""Facts of a person as one short sentence, so that they can see what was understood. Decides nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.actions.memory import Somebody
from knowledge.pack import FactSpec, Pack
from knowledge.saying import say
from knowledge.verdicts import Interval

NOT_SAID = ("applicant",)


def person_in_words(pack: Pack, person: Somebody) -> str:
    """我妈，82 周岁，海州区，本市户籍：是."""
    told = [
        _fact(spec, person.facts[name])
        for name, spec in pack.facts.items()
        if person.facts.get(name) is not None and name not in NOT_SAID
    ]
    who = [person.label] if person.label else []
    return say("，").join([*who, *told])


def changed_in_words(pack: Pack, told: Mapping[str, Any]) -> str:
    return say("，").join(_fact(pack.facts[n], v) for n, v in told.items() if v is not None)


def _fact(spec: FactSpec, value: Any) -> str:
    if spec.type == "boolean":
        return spec.label if value else _of(spec, say("否"))
    if spec.type == "set":
        labels = dict(spec.options)
        return _of(spec, say("或").join(labels[one] for one, _ in spec.options if one in value))
    if spec.options:
        label = dict(spec.options)[value]
        return label if spec.id == "district" else _of(spec, label)
    figure = f"{value.lo}–{value.hi}" if isinstance(value, Interval) else str(value)
    if spec.id == "age":
        return say("%(age)s 周岁", age=figure)
    return f"{spec.label} {figure} {spec.unit or ''}".strip()


def _of(spec: FactSpec, value: str) -> str:
    return say("%(what)s：%(says)s", what=spec.label, says=value)
