"""Reads a message as the answer to the one question that is pending. Knows nothing of what is asked next.

What somebody says outright about the fact counts first; bare words (有, 82, 新浦, 一个人) only as an answer to it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.actions.hearing import Heard
from knowledge.facts import relatives
from knowledge.pack import FactSpec, Pack
from knowledge.reading import reader_of

# How a bare answer reads once it is put back into a sentence.
FRAMES = {
    "age": ("老人{}生", "老人今年{}岁"),
    "birth_date": ("老人{}生",),
    "child_birth_month": ("孩子{}生", "孩子{}"),
    "child_birth_date": ("孩子{}生",),
    "child_age_months": ("孩子{}",),
    "parent_age": ("我爸{}生", "我爸今年{}岁"),
    "district": ("住在{}",),
    "provider_beds": ("我们养老院有{}张床位",),
}
READ_AS = {"parent_age": "age"}
NUMBER = re.compile(r"[0-9一二两三四五六七八九十百]+")
UNSURE = re.compile(
    r"(?:我|俺|这个|这|也|真|还)*(?:不清楚|不知道|不晓得|不太清楚|不大清楚|说不清|不记得|记不清|记不得|忘了|没数|不好说|弄不清|搞不清|不确定|拿不准|没听过|不懂)(?:了|啊|呢|哎|呀|这个)*"
    r"|(?:我|俺|就|这个|这)*(?:不想|不愿意?|不方便|不便|不肯|不)(?:说|答|回答|讲|透露|告诉你?)(?:这个|了|行吗|可以吗|可不可以)*"
    r"|跳过|下一个|下一题|过|略过|保密|隐私|个人隐私"
)
NO = re.compile(
    r"(?:都|我|他|她|家里|还|也|暂时|目前|以前|从来|一直|去年|之前)*(?:不是|没有|没得|没|无|否|不在|不|不算|没办|没办过|没申请|从来没有|没认定过?)(?:的|了|过|啊|呢|呀|吧|哎)*"
)
YES = re.compile(
    r"(?:我|他|她|家里|都|嗯|哦|噢|以前|去年|之前)*(?:是|对|有|在|嗯|恩|行|好|没错|当然|肯定|确实|算|办了|办过|申请过|领过)(?:的|了|过|啊|呢|呀|吧|哎|是|对|有)*"
)
ORDINAL = re.compile(r"(?:选|第)?\s*([1-9一二三四五六七八九])\s*(?:个|项|种)?")
DIGITS = "一二三四五六七八九"
NOT_ASSESSED = re.compile(
    "(?:没|没有|未|还没|从没|从来没)(?:去|做|做过|给|有)?(?:能力)?(?:评估|评过|评|测|鉴定)"
)
OWN_WORDS = re.compile("的$|(?:周?岁|个?张?床位?|出?生)(?:的|了)?$")
AT_MOST, LONGEST = 8, 16  # characters of a bare answer
BETWEEN = re.compile("[、，,]|或者?|和")
NOTHING: Any = object()


@dataclass(frozen=True)
class Given:
    """An answer as facts; null where the person does not know or would rather not say."""

    facts: Mapping[str, Any]


def given(spec: FactSpec, heard: Heard, pack: Pack, day: date) -> Given | None:
    """The answer to `spec` in this message; None where it holds none."""
    options = pressed(spec, heard)
    if options:
        return Given({spec.id: frozenset(options) if spec.type == "set" else options[0]})
    if UNSURE.fullmatch(heard.bare) or (heard.intent == "unsure" and len(heard.bare) <= AT_MOST):
        return Given({spec.id: None})
    if spec.id == "care_level" and NOT_ASSESSED.search(heard.bare):
        return Given({spec.id: None, **_hint(heard.reading.facts)})
    told = _of(spec, heard.reading.facts) if spec.id != "applicant" else {}
    if told:
        return Given(told)
    for read in (_chosen, _spoken):
        value = read(spec, heard)
        if value is not NOTHING:
            return Given({spec.id: value})
    return _framed(spec, heard, pack, day)


def only_answers(spec: FactSpec, heard: Heard, pack: Pack, day: date) -> bool:
    """An answer that tells of nobody else: a button's words, a parent's age, a bare figure that is no age."""
    if spec.id in READ_AS or (spec.id == "provider_beds" and NUMBER.fullmatch(_own(heard))):
        return given(spec, heard, pack, day) is not None
    return bool(pressed(spec, heard))


def pressed(spec: FactSpec, heard: Heard) -> list[Any]:
    """The options whose very words these are: buttons pressed, and nothing to read a meaning into."""
    values = {label: value for value, label in spec.options}
    said = heard.text.strip()
    parts = said.split("、") if spec.type == "set" else [said]
    return [values[part] for part in parts] if set(parts) <= values.keys() else []


def _own(heard: Heard) -> str:
    return OWN_WORDS.sub("", heard.bare)


def _hint(facts: Mapping[str, Any]) -> dict[str, Any]:
    """How they get along, told instead of a level that nobody has assessed."""
    return {"care_hint": facts["care_hint"]} if "care_hint" in facts else {}


def _of(spec: FactSpec, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The fact asked for, or others that say the same; then it is not asked again."""
    if spec.id == "care_level" and "care_level" not in facts:
        hint = _hint(facts)
        return {spec.id: None, **hint} if hint else {}
    group = {spec.id, *relatives(spec.id)}
    told = {name: facts[name] for name in group if facts.get(name) is not None}
    return {spec.id: None, **told} if told else {}


def _framed(spec: FactSpec, heard: Heard, pack: Pack, day: date) -> Given | None:
    if len(heard.bare) > LONGEST or not (spec.id == "district" or NUMBER.search(heard.bare)):
        return None
    said = _own(heard)
    if spec.id == "child_age_months" and NUMBER.fullmatch(said):
        said += "个月"
    for frame in FRAMES.get(spec.id, ()):
        told = dict(reader_of(pack).read(frame.format(said), day).facts)
        if spec.id in READ_AS and READ_AS[spec.id] in told:
            told = {spec.id: told[READ_AS[spec.id]]}
        found = _of(spec, told)
        if found:
            return Given(found)
    return None


def _chosen(spec: FactSpec, heard: Heard) -> Any:
    """One of the options, by its words or its number."""
    exact = [value for value, label in spec.options if heard.bare == label]
    found = [value for value, label in spec.options if _means(heard.bare, label)]
    if spec.type == "set":
        found = _each(spec, heard.bare)
    meant = exact or found
    if spec.type == "set" and meant:
        return frozenset(meant)
    if len(meant) == 1:
        return meant[0]
    number = ORDINAL.fullmatch(heard.bare)
    if number and spec.options and not _numbered(spec):
        place = DIGITS.find(number[1]) if number[1] in DIGITS else int(number[1]) - 1
        if place < len(spec.options):
            value = spec.options[place][0]
            return frozenset([value]) if spec.type == "set" else value
    told = heard.reading.facts.get("applicant") if spec.id == "applicant" else None
    return told or NOTHING


def _each(spec: FactSpec, said: str) -> list[Any]:
    """一两样或好几样: each part is one of the options, or it is no answer."""
    meant = [
        next((value for value, label in spec.options if _means(part, label)), None)
        for part in BETWEEN.split(said)
    ]
    return meant if all(meant) else []


def _numbered(spec: FactSpec) -> bool:
    """Options that are numbers themselves (残疾一级) are never meant by their place."""
    return any(isinstance(value, int) for value, _ in spec.options)


def _means(said: str, label: str) -> bool:
    parts = re.split("[（）、，/]|或", label)
    names = [part for part in (label, *parts) if len(part) > 1]
    return any(said == name or (len(said) > 1 and said in name) for name in names)


def _spoken(spec: FactSpec, heard: Heard) -> Any:
    """Yes and no; 没有 where one of the options says so."""
    short = len(heard.bare) <= AT_MOST
    no = NO.fullmatch(heard.bare) or (heard.intent == "deny" and short)
    if spec.type == "boolean":
        yes = YES.fullmatch(heard.bare) or (heard.intent == "affirm" and short)
        return False if no else True if yes else NOTHING
    none = [value for value, label in spec.options if label.startswith(("没有", "都没有"))]
    if no and none:
        return none[0]
    # 没评过, 没上: the level or the class is not known, which is an answer.
    return None if no and spec.id in ("care_level", "kindergarten_class") else NOTHING
