"""The action server as Rasa speaks to it: a tracker in, the site's custom message and the memory out."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk.executor import ActionExecutor

from bot.actions.serving import action, address
from knowledge.loading import load_pack
from models import Base
from models.session import make_engine
from tests.bot.saying import message


def call(executor: ActionExecutor, text: str, memory: Any) -> dict[str, Any]:
    latest = message(text, load_pack())
    tracker = {"sender_id": "x", "slots": {"memory": memory}, "latest_message": latest}
    tracker |= {"events": [], "paused": False, "followup_action": None, "active_loop": {}}
    body = {"next_action": "action_reply", "tracker": tracker, "domain": {}}
    told = asyncio.run(executor.run(body))
    assert told is not None
    found: dict[str, Any] = told.model_dump()
    return found


@pytest.fixture
def executor(tmp_path: Path) -> ActionExecutor:
    url = f"sqlite:///{tmp_path / 'rows.sqlite'}"
    engine = make_engine(url)
    Base.metadata.create_all(engine)
    engine.dispose()
    found = ActionExecutor()
    found.register_action(action({"DATABASE_URL": url}))
    return found


def test_rasa_gets_a_custom_message_and_the_memory(executor: ActionExecutor) -> None:
    told = call(executor, "尊老金一个月多少钱", None)

    custom = told["responses"][0]["custom"]
    assert custom["outcome"] == "answered"
    assert custom["refs"][0] == "benefit:old_age_allowance"
    assert set(custom["replies"][0]) == {"text", "buttons", "cards"}
    assert told["events"][0]["name"] == "memory"


def test_the_memory_handed_back_carries_the_topic(executor: ActionExecutor) -> None:
    first = call(executor, "尊老金一个月多少钱", None)

    told = call(executor, "要什么材料", first["events"][0]["value"])

    assert "户口簿" in told["responses"][0]["custom"]["replies"][0]["text"]


def test_without_a_database_policies_are_still_answered(tmp_path: Path) -> None:
    executor = ActionExecutor()
    executor.register_action(action({"DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite'}"}))

    told = call(executor, "尊老金一个月多少钱", None)
    places = call(executor, "海州区的养老院", None)

    assert told["responses"][0]["custom"]["outcome"] == "answered"
    assert "这会儿查不了" in places["responses"][0]["custom"]["replies"][0]["text"]


def test_a_relative_database_is_counted_from_the_repository() -> None:
    assert address({"DATABASE_URL": "sqlite:///instance/x.sqlite"}).startswith("sqlite:////")
    assert address({"DATABASE_URL": "sqlite:////tmp/x"}) == "sqlite:////tmp/x"
    assert address({"DATABASE_URL": "postgres://db/x"}) == "postgres://db/x"
