"""The change to the files: git applies it, the pack loads and the bot is trained on it; what is written otherwise is refused."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from apiflask import APIFlask

from knowledge.checking import check
from knowledge.loading import load_pack
from web.config import ROOT
from web.learning.lessons import examples, lessons
from web.learning.patching import Unteachable, patch, with_ask, with_examples

ODD = "- 三十：那个“钱”怎么领 # 不是注释"
SAID = {
    "old_age_allowance": ["俺妈八十那个钱咋还没到账", ODD, "yes"],
    "eldercare-13": ["养老院电费能不能便宜点算"],
    "guide-complaint": ["老人在里头挨骂找谁说理"],
    "out_of_scope": ["电动车棚有没有补贴", ODD],
}


@pytest.fixture
def change(app: APIFlask) -> Iterator[str]:
    with app.test_request_context():
        known = lessons()
        yield patch((known[key], text) for key, said in SAID.items() for text in said)


def test_git_applies_it_and_all_of_it_is_taught(change: str, tmp_path: Path) -> None:
    for folder in ("knowledge/lianyungang", "bot/data"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    (tmp_path / "a.patch").write_text(change, encoding="utf-8")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "apply", "a.patch"], cwd=tmp_path, check=True)
    pack = load_pack(tmp_path / "knowledge/lianyungang")

    for key, said in SAID.items():
        entry = pack.entry(key)
        strange = (tmp_path / "bot/data/out_of_scope.yml").read_text("utf-8")
        taught = list(entry.ask) if entry else examples(strange, key)
        assert taught[-len(said) :] == said
    assert check(tmp_path / "knowledge/lianyungang") == []


def test_nothing_else_is_changed(change: str) -> None:
    lines = [each for each in change.splitlines() if each[:3] not in ("---", "+++")]

    assert [each for each in lines if each.startswith("-")] == []
    assert sum(each.startswith("+") for each in lines) == sum(map(len, SAID.values()))


def test_a_list_in_the_middle_and_a_last_line_without_an_end_are_added_to() -> None:
    middle = with_ask("id: a\nask:\n- 一\n- 二\nopen: []\n", ["三"])
    last = with_ask("id: a\nask:\n  - 一", ["二"])

    assert yaml.safe_load(middle) == {"id": "a", "ask": ["一", "二", "三"], "open": []}
    assert last == "id: a\nask:\n  - 一\n  - 二\n"


@pytest.mark.parametrize("text", ["id: a\nask: [一]\n", "id: a\nother: 1\n", "id: a\nask:\n"])
def test_a_file_written_otherwise_is_refused(text: str) -> None:
    with pytest.raises(Unteachable):
        with_ask(text, ["三"])


def test_an_intent_that_is_not_there_is_refused() -> None:
    with pytest.raises(Unteachable):
        with_examples("nlu:\n- intent: a\n  examples: |\n    - 一\n", "b", ["二"])
