"""The trained model inside Rasa's own environment: what it hands to the actions for a message."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from knowledge.loading import load_pack
from ops.train import CURRENT, environment
from tests.live import absent

pytestmark = pytest.mark.live
ROOT = Path(__file__).resolve().parents[2]
TEXTS = (
    "我妈八十二岁，海州户口",
    "尊老金怎么领",
    " 尊 老 金 ",
    "嗯",
    "👍",
    "ABC xyz",
    "養老院有補貼嗎",
)
# Run by Rasa's Python: no pytest lives there.
PROGRAM = """
import asyncio, json, sys
from rasa.core.agent import Agent
agent = Agent.load(sys.argv[1])
loop = asyncio.new_event_loop()
parsed = [loop.run_until_complete(agent.parse_message(text)) for text in json.load(sys.stdin)]
print("\\n" + json.dumps(parsed, ensure_ascii=False))
"""


@pytest.fixture(scope="module")
def heard() -> dict[str, dict[str, Any]]:
    absent()
    done = subprocess.run(
        [ROOT / ".venv-bot/bin/python", "-c", PROGRAM, str(CURRENT)],
        cwd=ROOT,
        env=environment(),
        input=json.dumps(TEXTS),
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(zip(TEXTS, json.loads(done.stdout.splitlines()[-1]), strict=True))


def test_ages_and_places_are_whole(heard: dict[str, dict[str, Any]]) -> None:
    text = TEXTS[0]
    found = {e["entity"]: text[e["start"] : e["end"]] for e in heard[text]["entities"]}

    assert found["age"].startswith("八十二")
    assert any(said.startswith("海州") for said in found.values())


def test_topics_come_best_first_and_all_are_in_the_pack(heard: dict[str, dict[str, Any]]) -> None:
    topics = heard["尊老金怎么领"]["topics"]
    chances = [topic["confidence"] for topic in topics]

    assert topics[0]["id"] == "old_age_allowance"
    assert chances == sorted(chances, reverse=True)
    assert {topic["id"] for topic in topics} <= set(load_pack().topics)
    assert heard["尊老金怎么领"]["intent"]["name"] == "ask"


def test_spaces_between_characters_change_nothing(heard: dict[str, dict[str, Any]]) -> None:
    assert heard[" 尊 老 金 "]["topics"][0]["id"] == "old_age_allowance"


def test_one_character_is_understood(heard: dict[str, dict[str, Any]]) -> None:
    assert heard["嗯"]["intent"]["name"] == "affirm"


def test_what_is_in_no_script_of_ours_is_hardly_known(heard: dict[str, dict[str, Any]]) -> None:
    assert heard["👍"]["strength"]["known"] < 0.5
    assert heard["尊老金怎么领"]["strength"]["known"] > 0.9


def test_traditional_characters_are_read(heard: dict[str, dict[str, Any]]) -> None:
    assert heard["養老院有補貼嗎"]["strength"]["known"] > 0.9


def test_rasa_finds_nothing_wrong_with_the_data() -> None:
    absent()
    given = ("--config", "bot/config.yml", "--domain", "bot/domain", "--data", "bot/data")
    told = subprocess.run(
        [ROOT / ".venv-bot/bin/rasa", "data", "validate", *given],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
    )

    assert told.returncode == 0, told.stderr
    assert "WARNING" not in told.stderr + told.stdout
