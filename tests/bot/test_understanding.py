"""What a message asks for, where no model is needed to say so."""

from __future__ import annotations

from datetime import date

import pytest

from bot.understanding import understand
from knowledge.loading import load_pack
from knowledge.pack import Pack
from knowledge.reading import read

DAY = date(2026, 11, 26)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack()


@pytest.mark.parametrize(
    "said",
    [
        "我妈82，本地户口，海州区，独居，能领什么",
        "老头子79了，一个人住，有啥补贴？",
        "我85，低保，可以享受哪些政策呢",
        "俺爹九十，瘫在床上，能办点啥",
        "孩子两岁半，本地户口，有什么补助可以领",
    ],
)
def test_facts_and_a_general_question_begin_a_check(pack: Pack, said: str) -> None:
    """However faint the classifier's guess is."""
    meant = understand([], "ask", read(said, pack, DAY), pack, lead=0.0)
    assert meant.kind == "check"


@pytest.mark.parametrize(
    "said",
    [
        "能领什么",
        "我妈82，能领尊老金吗",
        "我妈82，独居，尊老金能领什么",
        "我妈82，独居，海州区有哪些养老院",
        "82了，一个人住，去办要带什么材料",
    ],
)
def test_a_question_about_one_thing_is_left_to_the_classifier(pack: Pack, said: str) -> None:
    meant = understand([], "ask", read(said, pack, DAY), pack, lead=0.0)
    assert meant.kind != "check"
