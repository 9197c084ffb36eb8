"""The held-out questions, checked against the hash under which they were frozen. Trains and judges nothing."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.generating import topics_file
from knowledge.loading import load_pack
from knowledge.pack import Pack

ROOT = Path(__file__).resolve().parents[2]
HELDOUT = ROOT / "tests" / "bot" / "heldout"
REGISTERS = ("written", "indirect", "real")
HAND_WRITTEN = ("finding", "smalltalk", "out_of_scope")
OTHERS = ("safety", "elsewhere", "spans")
ASKED_ON = date(2026, 11, 24)  # the day they speak of


def rows(name: str) -> list[dict[str, Any]]:
    """The questions of a file, without those that people have been taught to the bot since."""
    found = _all(name)
    return (
        [row for row in found if bare(row["text"]) not in trained()] if name in REGISTERS else found
    )


def bare(text: str) -> str:
    """The letters and digits alone: a question mark makes no other question."""
    return "".join(c for c in text if c.isalnum()).lower()


@cache
def trained() -> frozenset[str]:
    """Everything the bot is trained on."""
    return frozenset(bare(text) for text, _ in examples(load_pack()))


def examples(pack: Pack) -> list[tuple[str, str]]:
    """Text and label of everything the bot is trained on."""
    files = [topics_file(pack)]
    files += [(ROOT / f"bot/data/{n}.yml").read_text(encoding="utf-8") for n in HAND_WRITTEN]
    blocks = [block for text in files for block in yaml.safe_load(text)["nlu"]]
    return [(line[2:], b["intent"]) for b in blocks for line in b["examples"].splitlines() if line]


@cache
def _all(name: str) -> list[dict[str, Any]]:
    path = HELDOUT / f"{name}.yml"
    found: list[dict[str, Any]] = (
        yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else []
    )
    return found


def changed() -> list[str]:
    """The frozen files that are no longer what they were."""
    frozen = (HELDOUT / "FROZEN").read_text(encoding="utf-8").splitlines()
    pairs = [line.split(maxsplit=1) for line in frozen if line.strip()]
    return [name for told, name in pairs if told != _hash(HELDOUT / name.lstrip("*"))]


def texts(pack: Pack) -> list[str]:
    """Everything that has to be ranked: the questions, and what a button sends back."""
    asked = [row["text"] for name in (*REGISTERS, *OTHERS) for row in rows(name)]
    titles = [topic.title for topic in pack.topics.values()]
    choices = [c["title"] for row in pack.words["ambiguous"] for c in row["choices"]]
    sides = [f"{title}，{side}的" for title in titles for side in ("养老", "托育")]
    return list(dict.fromkeys([*asked, *titles, *choices, *sides]))


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
