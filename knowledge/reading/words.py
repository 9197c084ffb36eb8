"""What somebody's situation is, from the words of the pack: 低保户, 瘫痪在床, 没备案, 残疾二级.

A word does not count where it is asked about (怎么申请低保) or only names a benefit (失能补贴); denied, it counts for
what the pack says its opposite is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from knowledge.reading.mentions import Mention, Scene
from knowledge.reading.phrases import Found, Phrases

CLAUSE = "[,。!?; \n]"
LEVELS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
DISABILITY = re.compile(
    "(?:残疾证?|肢体|视力|听力|言语|智力|精神|多重|重残|证)(?:残疾)?(?:是|的|为)?([一二三四1-4])级|([一二三四1-4])级(?:肢体|视力|听力|言语|智力|精神|多重)?(?:残疾|残)"
)
DONE = "(?!过(?![吗没])|了(?![吗没]))"  # 中度失能评估过 tells of somebody, 失能评估怎么做 names a thing


def either(words: Iterable[str]) -> str:
    return "(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"


class Situations:
    """One pack's words for situations, with what keeps them from counting."""

    def __init__(self, rows: Iterable[Mapping[str, Any]], guards: Mapping[str, Any]) -> None:
        self._rows = [dict(row) for row in rows]
        pairs = [(word, index) for index, row in enumerate(self._rows) for word in row["say"]]
        by_fact: dict[str, list[tuple[str, int]]] = {}
        for word, index in pairs:
            by_fact.setdefault(self._rows[index]["fact"], []).append((word, index))
        self._said = [Phrases(words) for words in by_fact.values()]
        self._bare = [
            (
                re.compile(
                    f"(?:^|(?<={CLAUSE}))(?:我|他|她|俺)?(?:(?:是|有|属于|算|{either(guards['assessed'])}(?:是|的是|为)?))?({either(row['bare'])})(?:的|了|户|家庭|失能)*(?={CLAUSE}|$)"
                ),
                index,
            )
            for index, row in enumerate(self._rows)
            if row.get("bare")
        ]
        link = either(guards["negation_link"])
        self._denied = re.compile(f"{either(guards['negation'])}{link}{{0,2}}$")
        self._denied_after = re.compile(
            "(?:户|证|的)?(?:我们|他|她)?" + either(guards["negated_after"])
        )
        self._asking = re.compile(
            f"{either(guards['asking_before'])}(?:上|个|了|是|成|为|到|被|得)?$"
        )
        self._topic = re.compile(
            f"(?:的|老人|人员|家庭|老年人|户|患者|对象)*{either(guards['topic_after'])}{DONE}"
        )
        self._assessed = re.compile(either(guards["assessed"]))
        self._not_assessed = re.compile(either(guards["not_assessed"]))

    def find(self, scene: Scene) -> list[Mention]:
        found = [
            m
            for words in self._said
            for one in words.longest(scene.text)
            for m in self._mention(scene, one)
        ]
        for pattern, index in self._bare:
            for one in pattern.finditer(scene.text):
                if not any(m.start < one.end(1) and one.start(1) < m.end for m in found):
                    found.append(self._built(scene, index, *one.span(1)))
        return sorted([*found, *_disability(scene.text)], key=lambda m: m.start)

    def limited_to(self, mention: Mention) -> str | None:
        """`provider` or `worker` where the fact counts only for one of them."""
        return next((r.get("for") for r in self._rows if r["fact"] == mention.fact), None)

    def _mention(self, scene: Scene, one: Found[int]) -> list[Mention]:
        row, text = self._rows[one.what], scene.text
        before, word = text[: one.start], text[one.start : one.end]
        if row.get("near") and not any(n in text for n in row["near"]):
            return []
        if self._denied.search(before) and not word.startswith(("没", "不", "无", "非")):
            return (
                [self._built(scene, one.what, one.start, one.end, row["not"])]
                if "not" in row
                else []
            )
        if self._denied_after.match(text, one.end):
            return (
                [self._built(scene, one.what, one.start, one.end, row["not"])]
                if "not" in row
                else []
            )
        if self._asking.search(before) and row.get("for") is None:
            return []
        if self._topic.match(text, one.end) and not self._of_somebody(scene, one.start):
            return []
        return [self._built(scene, one.what, one.start, one.end)]

    @staticmethod
    def _of_somebody(scene: Scene, at: int) -> bool:
        clause = max(scene.text.rfind(mark, 0, at) for mark in ",。!?;")
        return any(clause < p.start and p.end <= at and at - p.end <= 8 for p in scene.people)

    def _built(self, scene: Scene, index: int, start: int, end: int, value: Any = None) -> Mention:
        row = self._rows[index]
        fact, said = row["fact"], row["value"] if value is None else value
        if row.get("level") and self._assessed_here(scene.text, start, end):
            return Mention(start, end, "care_level", said[0])
        return Mention(start, end, fact, frozenset(said) if isinstance(said, list) else said)

    def _assessed_here(self, text: str, start: int, end: int) -> bool:
        return bool(
            self._assessed.search(text[max(0, start - 14) : end + 6])
        ) and not self._not_assessed.search(text)


def _disability(text: str) -> list[Mention]:
    return [
        Mention(*one.span(), "disability_grade", LEVELS[one[1] or one[2]])
        for one in DISABILITY.finditer(text)
    ]
