"""The pack: the shipped one is sound, and every kind of damage is refused with file, line and fix."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.checking import check
from knowledge.errors import PackError
from knowledge.loading import DEFAULT, load_pack
from knowledge.pack import Pack

CONFLICT = "conflicts: [{with: old_age_allowance, certainty: confirmed, says: 和自己}]"
Damage = Callable[[str, str, str], Path]
ALLOWANCE = "benefits/old_age_allowance.yml"


def test_the_shipped_pack_is_sound() -> None:
    assert [str(problem) for problem in check()] == []


def test_it_holds_both_lists_and_all_key_tasks(pack: Pack) -> None:
    counts = {name: 0 for name in ("eldercare", "childcare", "plan")}
    for policy in pack.policies.values():
        counts[policy.list] += 1

    assert counts == {"eldercare": 33, "childcare": 19, "plan": 23}


def test_every_list_item_leads_to_a_benefit_or_a_guide(pack: Pack) -> None:
    assert not [p.id for p in pack.policies.values() if not (p.benefits or p.guides)]


def test_every_topic_has_something_to_say(pack: Pack) -> None:
    assert not [topic for topic in pack.topics if not pack.on_topic(topic)]


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        (ALLOWANCE, "because: 年满 80 周岁", "why: 年满 80 周岁", "because"),
        (ALLOWANCE, "fact: local_hukou", "fact: hukou", "没有 hukou 这个事实"),
        (ALLOWANCE, "at_least: 80", "is: yes-ish", "写法|选项|不"),
        (ALLOWANCE, "topic: old_age_allowance", "topic: old_age", "topics.yml 里没有 old_age"),
        (ALLOWANCE, "id: old_age_allowance", "id: old_age", "文件名"),
        (ALLOWANCE, "  - from: 2022-01-01", "  - from: soon", "日期"),
        (ALLOWANCE, "policies: [plan-9]", "policies: [plan-99]", "没有 plan-99"),
        ("policies/eldercare-13.yml", "responsible: [", "responsible: [moon, ", "没有 moon"),
        ("policies/eldercare-13.yml", "topic: utility_pricing", "topic: [", "YAML 写法有误"),
        ("policies/eldercare-13.yml", "title:", "titel:", "title"),
        ("facts.yml", "type: enum", "type: anything", "type"),
        (
            "facts.yml",
            "asked_from: {fact: child_age_months",
            "asked_from: {fact: moon",
            "moon 不是",
        ),
        ("facts.yml", "asked_from: {fact: child_age_months", "asked_from: {fact: district", "不是"),
        (ALLOWANCE, "fact: age, at_least: 80", "fact: district, at_least: 80", "不能用 at_least"),
        (ALLOWANCE, "because: 本市户籍}", "because: 本市户籍, near_miss: 迁来}", "near_miss"),
        (ALLOWANCE, "conflicts: []", CONFLICT, "不能和自己冲突"),
    ],
)
def test_damage_is_named_with_its_file_and_fix(
    damaged: Damage, name: str, old: str, new: str, says: str
) -> None:
    problems = [str(problem) for problem in check(damaged(name, old, new))]

    assert any(problem.startswith(name) for problem in problems)
    assert any(part in problem for problem in problems for part in says.split("|"))


def test_a_fault_is_pointed_at_by_line(damaged: Damage) -> None:
    root = damaged(ALLOWANCE, "fact: local_hukou, is: true, because", "fact: local_hukou, because")
    (problem,) = [p for p in check(root) if p.file == ALLOWANCE]
    line = (root / ALLOWANCE).read_text(encoding="utf-8").splitlines()[problem.line - 1]

    assert "local_hukou" in line


def test_a_missing_item_of_a_list_is_a_fault(damaged: Damage) -> None:
    root = damaged(ALLOWANCE, "id: old", "id: old")
    (root / "policies/childcare-19.yml").unlink()

    assert any("childcare-19" in str(problem) for problem in check(root))


def test_loading_a_damaged_pack_is_refused_whole(damaged: Damage) -> None:
    with pytest.raises(PackError) as refused:
        load_pack(damaged(ALLOWANCE, "at_least: 80", "at_leest: 80"))

    assert refused.value.problems[0].file == ALLOWANCE


def test_an_empty_folder_is_no_pack(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="没有知识包"):
        load_pack(tmp_path)


@pytest.mark.parametrize("path", sorted(DEFAULT.rglob("*.yml")), ids=lambda p: p.stem)
def test_every_file_names_the_schema_by_which_an_editor_helps(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    schema = first.removeprefix("# yaml-language-server: $schema=")

    assert (path.parent / schema).resolve().is_file(), first


LOCAL = "- {fact: local_hukou, is: true, because: 本市户籍}"
YOUNG = "- {fact: age, below: 60, because: 没满 60}"
OLD = "- {fact: age, at_least: 80, because: 满 80}"
OLDER = "- {fact: age, at_least: 90, because: 满 90}"


@pytest.mark.parametrize(
    ("new", "line", "says"),
    [
        (YOUNG, -1, "互相矛盾"),
        (f"- any:\n            {LOCAL}\n            {YOUNG}", 3, "和外面的条件矛盾"),
        (f"- any:\n            {LOCAL}\n            {LOCAL}", 2, "总是先成立"),
        (f"- any:\n            {OLDER}\n            {OLD}", 2, "总是先成立"),
        ("- {fact: care_level, at_least: 2, because: 中度以上}", 1, "不能用 at_least，改用 in"),
    ],
)
def test_a_branch_that_leads_nowhere_is_refused_with_its_line(
    damaged: Damage, new: str, line: int, says: str
) -> None:
    root = damaged(ALLOWANCE, LOCAL, new)
    first = (root / ALLOWANCE).read_text(encoding="utf-8").split("all:")[0].count("\n") + 2
    found = [problem for problem in check(root) if says in problem.says]

    assert [problem.file for problem in found][:1] == [ALLOWANCE]
    assert found[0].line == first + line


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "{fact: age, below: 90, because: 80–89 周岁}",
            "{fact: age, below: 80, because: 不到 80}",
            "矛盾",
        ),
        ("when: {fact: age, below: 90, because: 80–89 周岁}, ", "", "总是它"),
    ],
)
def test_an_amount_that_is_never_the_one_is_refused(
    damaged: Damage, old: str, new: str, says: str
) -> None:
    assert any(says in problem.says for problem in check(damaged(ALLOWANCE, old, new)))


def test_a_rule_that_contains_itself_is_refused_with_its_line(damaged: Damage) -> None:
    root = damaged(ALLOWANCE, "when:\n      all:\n", "when: &all\n      all:\n        - *all\n")
    text = (root / ALLOWANCE).read_text(encoding="utf-8")
    (problem,) = check(root)

    assert (problem.file, problem.line) == (ALLOWANCE, text.split("*all")[0].count("\n") + 1)
    assert "死循环" in problem.says


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("id: a\x08b", "控制字符"),
        ("from: 2026-02-30", "不存在"),
        ("x: " + "[" * 3000 + "]" * 3000, "太深"),
        ("x: !!python/object:os.system y", "YAML"),
    ],
    ids=["control", "day", "deep", "code"],
)
def test_a_file_that_no_one_can_read_is_named(damaged: Damage, line: str, says: str) -> None:
    root = damaged(ALLOWANCE, "id: ", f"{line}\nid: ")
    (problem,) = [each for each in check(root) if each.file == ALLOWANCE]

    assert says in problem.says
