"""Real conversations with the running service, in words that no training file holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.loading import load_pack
from tests.live import Service

pytestmark = pytest.mark.live
LEAST_REACHED, MOST_STRANGERS = 0.9, 0.05
HELDOUT = Path(__file__).parents[1] / "bot" / "heldout"


def heldout(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load((HELDOUT / name).read_text(encoding="utf-8"))
    return rows


def offered(service: Service, told: dict[str, Any]) -> set[str]:
    """Everything the answer names, and what its buttons lead to in the same conversation."""
    found = set(told["refs"])
    if told["outcome"] in ("asking", "unknown"):
        for button in told["replies"][0]["buttons"][:3]:
            found |= set(service.ask(button["payload"], told["conversation_id"])["refs"])
    return found


def sayings(kind: str) -> list[str]:
    return [row["text"] for row in heldout("elsewhere.yml") if row["kind"] == kind]


def test_nothing_asked_here_is_in_the_training_data() -> None:
    trained = {phrase for entry in load_pack().entries() for phrase in entry.ask}
    asked = {row["text"] for name in ("items.yml", "benefits.yml") for row in heldout(name)}

    assert not trained & asked


@pytest.fixture(scope="session")
def reached(service: Service) -> dict[str, list[bool]]:
    """For each item and benefit, which of its questions were answered or offered by its name."""
    found: dict[str, list[bool]] = {}
    for kind, name in (("policy", "items.yml"), ("benefit", "benefits.yml")):
        for row in heldout(name):
            told = service.ask(row["text"])
            found.setdefault(row["id"], []).append(f"{kind}:{row['id']}" in offered(service, told))
    return found


@pytest.mark.parametrize(
    "item", sorted({row["id"] for name in ("items.yml", "benefits.yml") for row in heldout(name)})
)
def test_each_item_and_benefit_is_reached_in_unseen_words(
    reached: dict[str, list[bool]], item: str
) -> None:
    assert any(reached[item])


def test_nearly_every_unseen_question_is_answered_or_offered(
    reached: dict[str, list[bool]],
) -> None:
    """One question less or more is chance; the figures with their intervals are in docs/nlu.md."""
    all_of = [each for found in reached.values() for each in found]

    assert sum(all_of) / len(all_of) >= LEAST_REACHED, reached


@pytest.mark.parametrize("text", sayings("emergency"))
def test_an_emergency_gets_120_and_nothing_else(service: Service, text: str) -> None:
    told = service.ask(text)

    assert (told["outcome"], told["refs"]) == ("emergency", [])
    assert "120" in told["replies"][0]["text"]


@pytest.mark.parametrize("text", sayings("not_emergency"))
def test_talk_of_emergencies_is_no_emergency(service: Service, text: str) -> None:
    assert service.ask(text)["outcome"] != "emergency"


def answered_as_ours(told: dict[str, Any]) -> bool:
    elsewhere = {"guide:guide-pension", "guide:guide-school-care", "guide:guide-home-lift"}
    return told["outcome"] == "answered" and not set(told["refs"][:1]) <= elsewhere


def test_what_is_not_ours_is_hardly_ever_answered_as_if_it_were(service: Service) -> None:
    asked = sayings("out_of_scope")
    wrong = [text for text in asked if answered_as_ours(service.ask(text))]

    assert len(wrong) <= MOST_STRANGERS * len(asked), wrong
