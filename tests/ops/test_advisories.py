"""The written answers are about the versions that are locked; another version needs another look."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(
    r"^\| ([a-z][a-z0-9-]*) \| ([0-9][^ ]*) \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE
)
LOCKED = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)


def test_every_answer_is_about_what_is_locked() -> None:
    answers = ROW.findall((ROOT / "docs" / "advisories.md").read_text(encoding="utf-8"))
    locked = dict(LOCKED.findall((ROOT / "requirements" / "bot.txt").read_text(encoding="utf-8")))

    assert len(answers) >= 18
    assert {name: version for name, version, *_ in answers} == {
        name: locked.get(name) for name, *_ in answers
    }


def test_every_advisory_is_named_and_answered() -> None:
    answers = ROW.findall((ROOT / "docs" / "advisories.md").read_text(encoding="utf-8"))
    for name, _, advisory, _, answer in answers:
        assert re.search(r"CVE-\d{4}-\d{4,}", advisory), name
        assert answer.startswith(("已修", "够不着", "只装", "同上", "用到了")), (name, answer)
