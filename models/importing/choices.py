"""What one cell says out of a closed list: a type, an ownership, levels of care, tags, yes or no.

Each reader takes text that is not blank and raises `Unreadable` with how to mend it, never with the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from models import words
from models.importing.cells import plain, short
from models.importing.report import Unreadable
from models.kinds import TAG_WORDS, TYPE_WORDS, CareLevel, Kind, Ownership, ProviderType, Status

Choice = TypeVar("Choice", bound=StrEnum)
BETWEEN_WORDS = re.compile(r"[/、,;，；|\s]+")

OWNERSHIP_WORDS: Mapping[Ownership, Sequence[str]] = {
    Ownership.PUBLIC_RUN_PRIVATELY: ("公建民营", "公办民营"),
    Ownership.PRIVATE_PUBLICLY_AIDED: ("民办公助", "公助"),
    Ownership.PUBLIC: ("公办", "公立", "国有", "政府办", "公建公营"),
    Ownership.PRIVATE: ("民办", "民营", "私立", "社会办", "社会力量"),
}
STATUS_WORDS: Mapping[Status, Sequence[str]] = {
    Status.OPERATING: (
        "正常",
        "运营",
        "运营中",
        "营业",
        "营业中",
        "在营",
        "正常运营",
        "开放",
        "已运营",
    ),
    Status.SUSPENDED: ("暂停", "停业", "歇业", "暂停运营", "暂停营业", "未运营", "停业整顿"),
    Status.CLOSED: ("关闭", "注销", "已关闭", "已注销", "撤销", "关停"),
}
LEVEL_WORDS: Mapping[CareLevel, Sequence[str]] = {
    CareLevel.INDEPENDENT: ("自理", "能力完好", "完全自理", "完好"),
    CareLevel.MILD: ("轻度", "轻度失能"),
    CareLevel.MODERATE: ("中度", "中度失能"),
    CareLevel.SEVERE: ("重度", "重度失能"),
    CareLevel.TOTAL: ("完全失能",),
}
# What families say covers two levels of the assessment.
WIDER_LEVELS: Mapping[str, Sequence[CareLevel]] = {
    "半自理": (CareLevel.MILD, CareLevel.MODERATE),
    "半失能": (CareLevel.MILD, CareLevel.MODERATE),
    "失能": (CareLevel.SEVERE, CareLevel.TOTAL),
    "不能自理": (CareLevel.SEVERE, CareLevel.TOTAL),
    "全失能": (CareLevel.SEVERE, CareLevel.TOTAL),
    "全护理": (CareLevel.SEVERE, CareLevel.TOTAL),
}
YES = {"是", "有", "√", "✓", "✔", "y", "yes", "1", "true", "已"}
NO = {"否", "×", "✗", "n", "no", "0", "false", "未", "不是"}


def yes_or_no(text: str) -> bool:
    said = plain(text).casefold()
    if said in YES or said in NO:
        return said in YES
    raise Unreadable("请填「是」或「否」")


def choice(meanings: Mapping[Choice, Sequence[str]], examples: str) -> Callable[[str], Choice]:
    """A word of a closed list: the word itself, else the longest that is part of what is written."""

    def read(text: str) -> Choice:
        found = longest(meanings, text)
        if found is None:
            raise Unreadable(f"没认出来：请填 {examples} 之一")
        return found

    return read


def longest(meanings: Mapping[Choice, Sequence[str]], text: str) -> Choice | None:
    said = words.compact(text)
    known = [(word, meant) for meant, all_words in meanings.items() for word in all_words]
    exact = [meant for word, meant in known if word == said]
    if exact:
        return exact[0]
    parts = [(len(word), -place) for place, (word, _) in enumerate(known) if word in said]
    return known[-max(parts)[1]][1] if parts else None


def types_of(kind: Kind) -> dict[ProviderType, Sequence[str]]:
    return {each: named for each, named in TYPE_WORDS.items() if each.kind == kind}


def tags(text: str) -> set[str]:
    """Known labels by their id; a label that is not known stays the office's own word."""
    ids = {label: tag for tag, labels in TAG_WORDS.items() for label in labels}
    said = [part for part in BETWEEN_WORDS.split(plain(text)) if part]
    return {ids.get(part, short(40)(part)) for part in said}


def care_levels(text: str) -> set[CareLevel]:
    found: set[CareLevel] = set()
    for part in filter(None, BETWEEN_WORDS.split(plain(text))):
        bare = part.removesuffix("老人").removesuffix("老年人").removesuffix("人员")
        exact = [level for level, named in LEVEL_WORDS.items() if bare in named]
        levels = exact or WIDER_LEVELS.get(bare, ())
        if not levels:
            raise Unreadable("没认出来：请填 自理、轻度、中度、重度、完全失能，用顿号隔开")
        found.update(levels)
    return found
