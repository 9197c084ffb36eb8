"""Real conversations with the running service, in words that no training file holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.loading import load_pack
from tests.live import Service

pytestmark = pytest.mark.live
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


@pytest.mark.parametrize("row", heldout("items.yml"), ids=lambda row: f"{row['id']} {row['text']}")
def test_each_list_item_is_answered_or_offered(service: Service, row: dict[str, str]) -> None:
    told = service.ask(row["text"])

    assert f"policy:{row['id']}" in offered(service, told), told


@pytest.mark.parametrize(
    "row", heldout("benefits.yml"), ids=lambda row: f"{row['id']} {row['text']}"
)
def test_each_benefit_is_answered_or_offered(service: Service, row: dict[str, str]) -> None:
    told = service.ask(row["text"])

    assert f"benefit:{row['id']}" in offered(service, told), told


@pytest.mark.parametrize("text", sayings("emergency"))
def test_an_emergency_gets_120_and_nothing_else(service: Service, text: str) -> None:
    told = service.ask(text)

    assert (told["outcome"], told["refs"]) == ("emergency", [])
    assert "120" in told["replies"][0]["text"]


@pytest.mark.parametrize("text", sayings("not_emergency"))
def test_talk_of_emergencies_is_no_emergency(service: Service, text: str) -> None:
    assert service.ask(text)["outcome"] != "emergency"


@pytest.mark.parametrize("text", sayings("out_of_scope"))
def test_what_is_not_ours_is_not_answered_as_if_it_were(service: Service, text: str) -> None:
    told = service.ask(text)
    guides_elsewhere = {"guide:guide-pension", "guide:guide-school-care", "guide:guide-home-lift"}

    assert told["outcome"] != "answered" or set(told["refs"][:1]) <= guides_elsewhere, told
