"""What a text no longer says once a figure is known: the clause that called it unpublished.

Works on short Chinese sentences; knows no statement.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TypeVar

from knowledge.pack import Entry

E = TypeVar("E", bound=Entry)
UNKNOWN = re.compile(r"(?:没有?|未)(?:统一)?(?:核到|公布|查到)")
AMOUNT = re.compile(r"多少|金额|标准|数额|钱数|待遇|单价|每档|收费|费率")
GROUPS = re.compile(r"名单|人群|类人|哪 ?\d* ?类")
AMONG_OTHERS = re.compile(r"、(?:给|补|每.)多少[钱元]?|和金额|标准和")
PRICE = re.compile(r"单价|价格|电价|水价|气价|收费标准|现行标准")


def without_unknown(text: str, about: re.Pattern[str]) -> str:
    """The text less every clause that says that what it is `about` is not known, and what hangs on it."""
    kept = (_sentence(each, about) for each in re.findall(r"[^。；]+[。；]?", text))
    said = "".join(kept).rstrip("；")
    return said if not said or said.endswith("。") else f"{said}。"


def _sentence(sentence: str, about: re.Pattern[str]) -> str:
    end = sentence[-1] if sentence[-1] in "。；" else "。"
    clauses = sentence.rstrip("。；").split("，")
    for index, clause in enumerate(clauses):
        said = UNKNOWN.search(clause)
        # "给多少，没有核到": the verb alone speaks of the clause before it.
        first = index - 1 if said and said.start() == 0 and index else index
        if said and about.search("，".join(clauses[first : index + 1])):
            return f"{'，'.join(clauses[:first])}{end}" if first else ""
    return sentence


def point_without_amount(says: str) -> str:
    """An open point that still asks who, but no longer how much."""
    return AMONG_OTHERS.sub("", says)


def retold(entry: E, about: re.Pattern[str]) -> E:
    """The entry in whose texts nothing says any more that what it is `about` is not known."""
    facets = {name: without_unknown(said, about) for name, said in entry.facets.items()}
    return replace(
        entry,
        answer=without_unknown(entry.answer, about) or entry.answer,
        summary=without_unknown(entry.summary, about) or entry.summary,
        facets={name: said for name, said in facets.items() if said},
    )


def notes_without_unknown(notes: tuple[str, ...], about: re.Pattern[str]) -> tuple[str, ...]:
    return tuple(n for n in notes if not (UNKNOWN.search(n) and about.search(n)))
