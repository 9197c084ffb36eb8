"""Reads a message as the answer to the one question that is pending. Knows nothing of what is asked next.

What somebody says outright about the fact counts first; bare words (有, 82, 新浦, 一个人) only as an answer to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.actions.hearing import Heard
from knowledge.pack import FactSpec, Pack
from knowledge.reading import reader_of

# How a bare answer reads once it is put back into a sentence.
FRAMES = {
    "age": "老人今年{}岁",
    "birth_date": "老人{}生",
    "child_birth_month": "孩子{}生",
    "child_birth_date": "孩子{}生",
    "child_age_months": "孩子{}",
    "parent_age": "我爸今年{}岁",
    "district": "住在{}",
    "provider_beds": "我们养老院有{}张床位",
}
READ_AS = {"parent_age": "age"}
NUMBER = re.compile(r"[0-9一二两三四五六七八九十百]+")
UNSURE = re.compile(
    r"(?:我|俺|这个|这|也|真|还)*(?:不清楚|不知道|不晓得|不太清楚|不大清楚|说不清|不记得|记不清|记不得|忘了|没数|不好说|弄不清|搞不清|不确定|拿不准|没听过|不懂)(?:了|啊|呢|哎|呀|这个)*"
    r"|(?:我|俺|就|这个|这)*(?:不想|不愿意?|不方便|不便|不肯|不)(?:说|答|回答|讲|透露|告诉你?)(?:这个|了|行吗|可以吗|可不可以)*"
    r"|跳过|下一个|下一题|过|略过|保密|隐私|个人隐私"
)
NO = re.compile(
    r"(?:都|我|他|她|家里|还|也|暂时|目前)*(?:不是|没有|没得|没|无|否|不在|不|不算|没办|没办过|没申请|从来没有|没认定过?)(?:的|了|过|啊|呢|呀|吧|哎)*"
)
YES = re.compile(
    r"(?:我|他|她|家里|都|嗯|哦|噢)*(?:是|对|有|在|嗯|恩|行|好|没错|当然|肯定|确实|算|办了|办过|申请过|领过)(?:的|了|过|啊|呢|呀|吧|哎|是|对|有)*"
)
ORDINAL = re.compile(r"(?:选|第)?\s*([1-9一二三四五六七八九])\s*(?:个|项|种)?")
DIGITS = "一二三四五六七八九"


@dataclass(frozen=True)
class Given:
    """An answer; `value` is null where the person does not know or would rather not say."""

    value: Any


def given(spec: FactSpec, heard: Heard, pack: Pack, day: date) -> Given | None:
    """The answer to `spec` in this message; None where it holds none."""
    if UNSURE.fullmatch(heard.bare) or (heard.intent == "unsure" and len(heard.bare) <= 8):
        return Given(None)
    if heard.reading.facts.get(spec.id) is not None and spec.id != "applicant":
        return Given(heard.reading.facts[spec.id])
    for read in (_chosen, _framed, _spoken):
        found = read(spec, heard, pack, day)
        if found is not None:
            return found
    return None


def _framed(spec: FactSpec, heard: Heard, pack: Pack, day: date) -> Given | None:
    frame = FRAMES.get(spec.id)
    if frame is None or len(heard.bare) > 16 or not (spec.id == "district" or _figure(heard.bare)):
        return None
    said = re.sub("(?:周?岁|个?张?床位?|出?生)$", "", heard.bare)
    said = said + "个月" if spec.id == "child_age_months" and NUMBER.fullmatch(said) else said
    told = reader_of(pack).read(frame.format(said), day).facts
    value = told.get(READ_AS.get(spec.id, spec.id))
    return None if value is None else Given(value)


def _figure(text: str) -> bool:
    return bool(NUMBER.search(text))


def _chosen(spec: FactSpec, heard: Heard, pack: Pack, day: date) -> Given | None:
    """One of the options, by its words or its number."""
    del pack, day
    found = [value for value, label in spec.options if _means(heard.bare, label)]
    exact = [value for value, label in spec.options if heard.bare == label]
    if exact or len(found) == 1:
        return _as_type(spec, (exact or found)[0])
    number = ORDINAL.fullmatch(heard.bare)
    if number and spec.options and not _numbered(spec):
        place = DIGITS.find(number[1]) if number[1] in DIGITS else int(number[1]) - 1
        if place < len(spec.options):
            return _as_type(spec, spec.options[place][0])
    return _by_person(heard) if spec.id == "applicant" else None


def _numbered(spec: FactSpec) -> bool:
    """Options that are numbers themselves (残疾一级) are never meant by their place."""
    return any(isinstance(value, int) for value, _ in spec.options)


def _means(said: str, label: str) -> bool:
    parts = re.split("[（）、，/]|或", label)
    names = [part for part in (label, *parts) if len(part) > 1]
    return any(said == name or (len(said) > 1 and said in name) for name in names)


def _by_person(heard: Heard) -> Given | None:
    told = heard.reading.facts.get("applicant")
    return Given(told) if told else None


def _spoken(spec: FactSpec, heard: Heard, pack: Pack, day: date) -> Given | None:
    """Yes and no; 没有 where one of the options says so."""
    del pack, day
    no, yes = NO.fullmatch(heard.bare), YES.fullmatch(heard.bare)
    if spec.type == "boolean":
        if no or (heard.intent == "deny" and len(heard.bare) <= 8):
            return Given(False)
        return Given(True) if yes or (heard.intent == "affirm" and len(heard.bare) <= 8) else None
    none = [value for value, label in spec.options if label.startswith(("没有", "都没有"))]
    if no and none:
        return Given(none[0])
    # 没评过: the level is not known, which is an answer.
    return Given(None) if no and spec.id in ("care_level", "kindergarten_class") else None


def _as_type(spec: FactSpec, value: Any) -> Given:
    return Given(frozenset([value]) if spec.type == "set" else value)
