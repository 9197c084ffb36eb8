"""What was learned of danger: fresh, heard beyond the rules, and quiet about everyday talk."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml

from knowledge.danger import confirming, emergency, gently, warning
from knowledge.loading import DEFAULT, sayings_hash
from knowledge.pack import Pack
from knowledge.reading import alarm, perhaps, wants_person
from knowledge.reading.alarms import KINDS, Alarms, grams

BEYOND_THE_RULES = [
    ("俺娘直挺挺躺在锅屋地上，推她没有动静", "emergency"),
    ("让俺娘先转六百块才肯把补贴放下来", "fraud"),
    ("伺候俺婆婆六年，俺心里苦，真要垮了", "distress"),
]
MOST_CALM = 0.03


def sayings(kind: str) -> list[str]:
    path = DEFAULT / "sayings" / f"{kind}.yml"
    groups = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [str(said) for rows in groups.values() for said in rows]


def test_what_was_learned_is_from_todays_sayings(pack: Pack) -> None:
    assert pack.alarms["made_from"] == sayings_hash(), "make alarms"


def test_no_saying_is_labelled_twice() -> None:
    said = [text for kind in (*KINDS, "calm") for text in sayings(kind)]

    assert len(said) == len(set(said))


@pytest.mark.parametrize(("text", "kind"), BEYOND_THE_RULES)
def test_danger_is_heard_that_no_rule_foresees(pack: Pack, text: str, kind: str) -> None:
    ruled = replace(pack, alarms={}, version="")

    assert alarm(text, ruled) is None
    assert kind in (alarm(text, pack), perhaps(text, pack))


@pytest.mark.parametrize("kind", KINDS)
def test_everyday_talk_seldom_alarms(pack: Pack, kind: str) -> None:
    calm = sayings("calm")
    heard = [text for text in calm if alarm(text, pack) == kind]

    assert len(heard) <= MOST_CALM * len(calm), heard


@pytest.mark.parametrize("kind", KINDS)
def test_every_gentle_question_has_a_button_that_is_answered(pack: Pack, kind: str) -> None:
    payloads = [button.payload for button in confirming(kind)]

    assert all(emergency(p, pack) or warning(p, pack) or wants_person(p, pack) for p in payloads), (
        payloads
    )
    assert pack.replies[f"perhaps_{kind}"]


def test_a_pack_that_learned_nothing_asks_nothing(pack: Pack) -> None:
    assert gently("俺娘直挺挺躺在锅屋地上", replace(pack, alarms={}, version="")) is None
    assert Alarms({}).strengths("救命") == {}


def test_grams_know_where_a_saying_begins_and_ends() -> None:
    assert grams("有，人") == {"有", "人", "\n有", "有人", "人\n"}
    assert grams("？！") == set()
