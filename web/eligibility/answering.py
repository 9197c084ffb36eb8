"""From what somebody types or ticks to the value of a fact; refuses by name, keeps nothing.

Knows no rule; whether the value fits the other answers is said by `knowledge.facts`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any

from knowledge.errors import FactError
from knowledge.facts import check, derive
from knowledge.pack import FactSpec, Pack
from knowledge.reading import read
from knowledge.saying import joined
from knowledge.verdicts import Interval
from web.i18n import gettext

LONGEST = 60
SPAN = re.compile(r"(\d{1,5})\s*[-–—~到至]\s*(\d{1,5})")
DAY = re.compile(r"(\d{4})\D{0,2}(\d{1,2})\D{0,2}(\d{1,2})\D?")
MONTH = re.compile(r"(\d{4})\D{0,2}(\d{1,2})\D?")
FLAGS = {"true": True, "false": False}


def parse(pack: Pack, spec: FactSpec, given: Sequence[str], today: date) -> Any:
    """The value; raises FactError where nothing was given or it cannot be one."""
    texts = [unicodedata.normalize("NFKC", each).strip()[:LONGEST] for each in given]
    texts = [each for each in texts if each]
    if not texts:
        raise FactError(spec.id, gettext("还没有填；不知道就点“不清楚”"))
    return check({spec.id: _value(pack, spec, texts, today)}, pack.facts)[spec.id]


def _value(pack: Pack, spec: FactSpec, texts: Sequence[str], today: date) -> Any:
    if spec.type in ("set", "enum"):
        return _chosen(spec, texts)
    if spec.type == "boolean":
        return _flag(spec, texts[0])
    return WRITTEN[spec.type](pack, spec, texts[0], today)


def _flag(spec: FactSpec, text: str) -> bool:
    if text not in FLAGS:
        raise FactError(spec.id, gettext("请在给出的答案里选一个"))
    return FLAGS[text]


def _chosen(spec: FactSpec, texts: Sequence[str]) -> Any:
    known = {str(value): value for value, _ in spec.options}
    if any(text not in known for text in texts):
        raise FactError(spec.id, gettext("请在给出的答案里选"))
    values = [known[text] for text in texts]
    return values if spec.type == "set" else values[0]


def _integer(pack: Pack, spec: FactSpec, text: str, today: date) -> Any:
    """Digits, a span of them, or words: 八十二, 一岁半."""
    if text.isdecimal():
        return int(text)
    span = SPAN.fullmatch(text)
    if span and int(span[1]) <= int(span[2]):
        ends = [check({spec.id: int(end)}, pack.facts)[spec.id] for end in span.groups()]
        return Interval(*ends) if ends[0] < ends[1] else ends[0]
    for said in (text, f"{text}岁" if spec.id in ("age", "parent_age") else f"{text}{spec.unit}"):
        facts = read(said, pack, today).facts
        found = facts.get(spec.id, facts.get("age") if spec.id == "parent_age" else None)
        if found is not None:
            return found
    raise FactError(spec.id, gettext("要填整数，比如 %(example)s", example=_example(spec)))


def _example(spec: FactSpec) -> int:
    return {"age": 82, "parent_age": 66, "child_age_months": 18, "provider_beds": 60}.get(
        spec.id, 1
    )


def _date(_pack: Pack, spec: FactSpec, text: str, _today: date) -> str:
    found = DAY.fullmatch(text)
    if not found:
        raise FactError(spec.id, gettext("要填年月日，写成 2025-03-18 这样"))
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"


def _month(_pack: Pack, spec: FactSpec, text: str, _today: date) -> str:
    found = MONTH.fullmatch(text)
    if not found:
        raise FactError(spec.id, gettext("要填年月，写成 2025-03 这样"))
    return f"{found[1]}-{int(found[2]):02}"


WRITTEN = {"integer": _integer, "date": _date, "month": _month}


def together(pack: Pack, answers: dict[str, Any], today: date) -> None:
    """Raises FactError where the answers contradict one another."""
    derive(check(answers, pack.facts), today)


def shown(spec: FactSpec, value: Any) -> str:
    """An answer as a person reads it."""
    if value is None:
        return gettext("不清楚")
    if isinstance(value, Interval):
        return f"{_written(value.lo)}–{_written(value.hi)}"
    if isinstance(value, bool):
        return gettext("是") if value else gettext("不是")
    labels = dict(spec.options)
    if isinstance(value, (list, set, frozenset)):
        return joined(label for option, label in spec.options if option in value)
    said = labels.get(value, _written(value))
    return f"{said} {spec.unit}" if spec.unit else said


def typed(value: Any) -> str:
    """An answer as it stands in a field."""
    if value is None:
        return ""
    return (
        f"{_written(value.lo)}-{_written(value.hi)}"
        if isinstance(value, Interval)
        else _written(value)
    )


def _written(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
