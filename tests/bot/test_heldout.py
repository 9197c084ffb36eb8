"""The held-out questions stay what they were: whole, unlike each other and unlike the training."""

from __future__ import annotations

from collections import Counter
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.judging import questions
from knowledge.loading import load_pack

HELDOUT = Path(__file__).parent / "heldout"
LEAST = {"written": 320, "indirect": 320, "real": 120, "spans": 150, "safety": 580}
KINDS = {
    "emergency": 100,
    "fraud": 100,
    "handoff": 100,
    "distress": 60,
    "none": 100,
    "out_of_scope": 120,
}
ENTITIES = {"age", "child_age", "place", "relation", "income_status", "care_hint", "money", "beds"}


@cache
def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def rows(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read(HELDOUT / f"{name}.yml")
    return found


@pytest.mark.parametrize("name", LEAST)
def test_enough_rows_are_left_that_the_bot_was_not_taught(name: str) -> None:
    asked = {questions.bare(row["text"]) for row in rows(name)}

    assert len(asked - questions.trained()) >= LEAST[name]


@pytest.mark.parametrize("name", questions.REGISTERS)
def test_no_taught_question_is_judged(name: str) -> None:
    judged = {questions.bare(row["text"]) for row in questions.rows(name)}

    assert not judged & questions.trained()


@pytest.mark.parametrize("name", ["written", "indirect", "real"])
def test_every_row_names_a_topic_an_entry_and_a_side_the_pack_has(name: str) -> None:
    pack = load_pack()
    for row in rows(name):
        entries = {entry.id: entry for entry in pack.on_topic(row["topic"])}
        assert row["id"] in entries, row
        assert row.get("side") in (None, "eldercare", "childcare"), row
        assert row.get("side") or not pack.topics[row["topic"]].needs_side, row


@pytest.mark.parametrize("name", ["written", "indirect"])
def test_every_topic_is_asked_about_at_least_twice(name: str) -> None:
    asked = Counter(row["topic"] for row in rows(name))

    assert {topic: asked[topic] for topic in load_pack().topics if asked[topic] < 2} == {}


def test_every_kind_of_safety_saying_has_enough_rows() -> None:
    kinds = Counter(row["kind"] for row in rows("safety"))

    assert set(kinds) == set(KINDS)
    assert {kind: n for kind, n in kinds.items() if n < KINDS[kind]} == {}
    assert {row["topic"] for row in rows("safety") if "topic" in row} <= set(load_pack().topics)


def test_every_entity_is_a_piece_of_its_sentence() -> None:
    for row in rows("spans"):
        for entity in row["entities"]:
            assert entity["entity"] in ENTITIES, row
            assert row["text"].count(entity["text"]) == 1, row


def test_no_text_is_written_twice() -> None:
    listed = [row for path in HELDOUT.glob("*.yml") for row in read(path) if "text" in row]
    seen = Counter(questions.bare(row["text"]) for row in listed)

    assert [text for text, times in seen.items() if times > 1] == []


def test_the_frozen_files_are_unchanged() -> None:
    lines = (HELDOUT / "FROZEN").read_text(encoding="utf-8").splitlines()
    frozen = {name: digest for digest, name in (line.split("  ") for line in lines)}
    kept = {name: sha256((HELDOUT / name).read_bytes()).hexdigest() for name in frozen}

    assert set(frozen) == {f"{name}.yml" for name in LEAST}
    assert kept == frozen
