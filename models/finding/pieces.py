"""`海州区附近的养老院` as the words in it that describe providers: the longest known word first.

What lies between known words is kept as a word of its own, unless it only asks. Knows no row.
"""

from __future__ import annotations

import re
from collections.abc import Set
from typing import NamedTuple

LONGEST = 14
ASKING = (
    "有没有", "哪里有", "哪儿有", "有哪些", "在哪里", "附近", "周边", "旁边", "靠近", "哪里", "哪儿",
    "哪家", "哪些", "什么", "怎么", "想找", "我要", "帮我", "最近", "最好", "便宜", "一家", "可以",
    "能收", "机构", "地方", "市里", "本市", "连云港市", "连云港", "离家近", "离我近",
)  # fmt: skip
PARTICLES = "的有在找和能收吗呢里市个家要好"
ONLY_ASKS = re.compile(f"(?:{'|'.join(ASKING)}|[{PARTICLES}])*")
ASKS_AROUND = re.compile(f"^(?:{'|'.join(ASKING)})+|(?:{'|'.join(ASKING)})+$")


class Pieces(NamedTuple):
    known: list[str]
    unknown: list[str]


def pieces(word: str, lexicon: Set[str]) -> Pieces:
    known: list[str] = []
    between = ""
    at = 0
    while at < len(word):
        piece = _longest(word, at, lexicon)
        between += "\n" if piece else word[at]
        known += [piece] if piece else []
        at += len(piece) or 1
    return Pieces(list(dict.fromkeys(known)), _kept(between.split("\n")))


def _kept(between: list[str]) -> list[str]:
    left = (ASKS_AROUND.sub("", run) for run in between if not ONLY_ASKS.fullmatch(run))
    return list(dict.fromkeys(run for run in left if run))


def _longest(word: str, at: int, lexicon: Set[str]) -> str:
    most = min(LONGEST, len(word) - at)
    candidates = (word[at : at + length] for length in range(most, 1, -1))
    return next((each for each in candidates if each in lexicon), "")
