"""Rows that resemble another, rows that vanished, columns that nobody would guess: looked at, decided, kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Kind, Provider
from models.importing import Action, Report, Setting, apply, preview, telling
from models.importing.kept import ProviderList, standing_name
from models.importing.report import Unreadable
from tests.models.importing.conftest import CITY, DAY

Load = Callable[..., Report]
HEAD = ["机构名称", "类型", "区县", "地址", "电话"]
PINE = ["松鹤养老院", "养老院", "海州区", "解放路1号", "0518-85550000"]


@pytest.fixture
def look(session: Session, as_csv: Callable[..., Path]) -> Callable[..., Any]:
    def plan(rows: Any, source: str = "区民政局名单", **given: Any) -> Any:
        return preview(
            session, as_csv(rows), Setting(Kind.ELDERCARE, source, DAY, None, CITY), **given
        )

    return plan


def actions(report: Report) -> list[Action]:
    return [row.action for row in report.rows]


@pytest.mark.parametrize(
    "row",
    [
        ["松鹤老年公寓", "养老院", "海州区", "幸福路9号", ""],
        ["松鹤康养院", "养老院", "海州区", "海州区解放路1号附1", ""],
        ["松鹤养老苑", "养老院", "海州区", "", "0518-85550000"],
    ],
)
def test_one_that_resembles_another_is_left_to_a_person(load: Load, row: list[str]) -> None:
    load([HEAD, PINE])
    report = load([HEAD, row])

    assert (actions(report), report.written) == ([Action.UNDECIDED], False)
    assert report.rows[0].similar == "松鹤养老院"


def test_a_canteen_of_the_same_name_is_another_place(load: Load) -> None:
    load([HEAD, PINE])

    assert load([HEAD, ["松鹤老年食堂", "老年食堂", "海州区", "幸福路9号", ""]]).written


@pytest.mark.parametrize(("decision", "left"), [("same", 1), ("new", 2)])
def test_a_decision_is_done_and_remembered(
    load: Load, look: Callable[..., Any], session: Session, decision: str, left: int
) -> None:
    load([HEAD, PINE])
    rows = [HEAD, ["松鹤老年公寓", "养老院", "海州区", "幸福路9号", ""]]
    assert apply(session, look(rows, decisions={2: decision})).written

    assert len(session.scalars(select(Provider)).all()) == left
    assert actions(look(rows).report) == [Action.UNCHANGED]


def test_the_same_place_twice_in_one_list_can_be_decided(
    look: Callable[..., Any], session: Session
) -> None:
    rows = [HEAD, PINE, ["松鹤老年公寓", "养老院", "海州区", "幸福路9号", ""]]
    assert look(rows).report.rows[1].similar == "第 2 行"
    report = apply(session, look(rows, decisions={3: "same"}))

    assert actions(report) == [Action.ADDED, Action.SKIPPED]
    assert actions(look(rows).report) == [Action.UNCHANGED, Action.SKIPPED]


def test_a_preview_writes_nothing(look: Callable[..., Any], session: Session) -> None:
    assert look([HEAD, PINE]).report.ready

    assert session.scalars(select(Provider)).all() == []


def test_namesakes_in_a_district_are_told_apart_by_address(load: Load) -> None:
    numbered = [[*PINE, "1"], [*PINE[:3], "幸福路9号", "", "2"]]
    load([[*HEAD, "备案编号"], *numbered])
    report = load([HEAD, [*PINE[:3], "海州区幸福路９号", "0518-85551111"]])

    assert (actions(report), report.written) == ([Action.UPDATED], True)


def test_one_that_vanished_is_marked_and_comes_back(load: Load, session: Session) -> None:
    other = ["望海养老院", "养老院", "海州区", "海滨路2号", ""]
    load([HEAD, PINE, other], source="民政局 2026 年 9 月名单")
    later = date(2026, 11, 20)
    report = load([HEAD, PINE], source="民政局2026年10月名单", verified_on=later)

    gone = session.scalars(select(Provider).where(Provider.name == "望海养老院")).one()
    assert list(report.vanished) == ["望海养老院"]
    assert gone.absent_since == later
    load([HEAD, PINE, other], source="民政局名单", verified_on=later)
    assert gone.absent_since is None


def test_another_list_or_another_district_makes_nobody_vanish(load: Load) -> None:
    load([HEAD, PINE])

    assert not load([HEAD, ["望海院", "养老院", "海州区", "", ""]], source="另一份").vanished
    assert not load([HEAD, ["云门院", "养老院", "东海县", "", ""]]).vanished


def test_a_column_can_be_named_and_is_known_next_time(
    look: Callable[..., Any], session: Session
) -> None:
    rows = [["抬头", "类型", "区县", "电话"], ["松鹤养老院", "养老院", "海州区", "0518-85550000"]]
    assert look(rows).report.problems
    named = look(rows, mapping={"抬头": "name", "电话": ""})
    apply(session, named)

    assert session.scalars(select(Provider.phone)).all() == [None]
    assert session.scalars(select(ProviderList.mapping)).one()["抬头"] == "name"
    assert actions(look(rows).report) == [Action.UNCHANGED]


@pytest.mark.parametrize(
    "source", ["民政局 2026 年 10 月名单", "民政局名单2025-09-01", "民政局20261001名单"]
)
def test_a_list_is_known_without_its_date(source: str) -> None:
    assert standing_name(source) == "民政局名单"


def test_the_report_is_handed_back_with_decisions(load: Load, tmp_path: Path) -> None:
    load([HEAD, PINE])
    report = load([HEAD, ["松鹤老年公寓", "养老院", "海州区", "幸福路9号", ""]])
    path = tmp_path / "report.csv"
    telling.write(report, path)
    written = path.read_text(encoding="utf-8-sig")
    assert telling.read_decisions(path) == {}
    path.write_text(written.replace("松鹤养老院,", "松鹤养老院,另一家"), encoding="utf-8-sig")

    assert telling.read_decisions(path) == {2: "new"}


def test_decisions_saved_by_a_chinese_spreadsheet_are_read(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_text("2,待定,,,松鹤养老院,同一家\n", encoding="gb18030")

    assert telling.read_decisions(path) == {2: "same"}


def test_what_is_no_text_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_bytes(b"\xff\xff\xff")

    with pytest.raises(Unreadable, match="编码") as refused:
        telling.read_decisions(path)
    assert refused.value.field == "decisions"


def test_a_decision_in_other_words_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_text("2,待定,,,松鹤养老院,也许\n", encoding="utf-8-sig")

    with pytest.raises(Unreadable):
        telling.read_decisions(path)
