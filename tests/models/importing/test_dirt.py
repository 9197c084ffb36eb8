"""What real lists are full of, and what becomes of it: kept, mended with a remark, or dropped with one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Precision, Provider
from models.importing import Action, Report
from models.importing.phones import read
from models.importing.row import Noted
from tests.models.importing import dirt

Load = Callable[..., Report]
HEAD = ["机构名称", "类型", "区县", "地址"]


def one(
    load: Load, session: Session, heading: str, cell: str, **also: str
) -> tuple[Provider, Report]:
    row = {"机构名称": "松鹤养老院", "类型": "养老院", "区县": "海州区"} | {heading: cell} | also
    report = load([list(row), list(row.values())])
    assert report.written, report
    return session.scalars(select(Provider)).one(), report


def noted(report: Report) -> list[str]:
    return [each.field for row in report.rows for each in row.notes]


@pytest.mark.parametrize(
    ("written", "kept", "remarked"),
    [
        ("85550000", "0518-85550000", True),
        ("8555000", "0518-8555000", True),
        ("0518-85550000转8001", "0518-85550000-8001", False),
        ("0518-85550000 分机 12", "0518-85550000-12", False),
        ("0518-85550000 18000000000", "0518-85550000 / 18000000000", False),
        ("0518-85550000\n0518-85550001", "0518-85550000 / 0518-85550001", False),
        ("（０５１８）８５５５００００", "0518-85550000", False),
        ("办公电话：0518-85550000，传真：0518-85550009", "0518-85550000", False),
        ("某某某 0518-85550000", "0518-85550000", True),
        ("某某某 18000000000", None, True),
        ("某某某", None, True),
        ("院长 18000000000", "18000000000", False),
        ("+86 180 0000 0000", "18000000000", False),
    ],
)  # fmt: skip
def test_phones_as_offices_write_them(written: str, kept: str | None, remarked: bool) -> None:
    said = read(written, "0518")
    value, note = said if isinstance(said, Noted) else (said, "")

    assert value == kept
    assert bool(note) is remarked
    assert "某某某" not in note


def test_a_phone_cell_with_only_a_name_is_dropped_and_said(load: Load, session: Session) -> None:
    made, report = one(load, session, "联系电话", "某某某")

    assert made.phone is None
    assert noted(report) == ["phone"]


def test_nought_beds_are_no_beds_reported(load: Load, session: Session) -> None:
    made, report = one(load, session, "床位数", "０", 空余="0")

    assert (made.capacity, made.vacancies) == (None, None)
    assert noted(report) == ["capacity"]


def test_full_width_digits_and_brackets_are_read(load: Load, session: Session) -> None:
    made, _ = one(load, session, "床位数（张）", "１２０张")

    assert made.capacity == 120


def test_several_house_numbers_stay_as_written(load: Load, session: Session) -> None:
    made, report = one(load, session, "地址", "解放路1号、3号、5-2号")

    assert made.address == "解放路1号、3号、5-2号"
    assert noted(report) == ["address"]


def test_a_sign_in_brackets_is_the_other_name(load: Load, session: Session) -> None:
    made, _ = one(load, session, "机构名称", "连云港松鹤养老服务有限公司（松鹤颐养院）")
    again = load([["机构名称", "类型", "区县"], ["松鹤颐养院", "养老院", "海州区"]])

    assert made.alternate_name == "松鹤颐养院"
    assert [row.action for row in again.rows] == [Action.UPDATED]


@pytest.mark.parametrize(
    ("zone", "street"), [("新浦区", ""), ("高新区", ""), ("云台山景区", "锦屏镇")]
)
def test_a_zone_is_taken_for_its_district(
    load: Load, session: Session, zone: str, street: str
) -> None:
    made, report = one(load, session, "区县", zone, 街道=street)

    assert made.district == "海州区"
    assert noted(report) == ["district"]


def test_a_zone_of_no_one_district_is_asked_about(load: Load) -> None:
    report = load([HEAD, ["松鹤", "养老院", "云台山景区", ""]])

    assert [each.field for each in report.rows[0].problems] == ["district"]


@pytest.mark.parametrize(
    ("heading", "cell", "district"),
    [
        ("地址", "江苏省盐城市亭湖区某路1号", "亭湖区"),
        ("所属市", "盐城市", "亭湖区"),
        ("国家", "日本", "港区"),
    ],
)
def test_rows_of_elsewhere_are_left_out_and_said(
    load: Load, session: Session, heading: str, cell: str, district: str
) -> None:
    head = ["机构名称", "类型", "区县", heading]
    ours = [
        "松鹤",
        "养老院",
        "海州区",
        "" if heading == "地址" else "连云港市" if "市" in heading else "中国",
    ]
    report = load([head, ours, ["他处养老院", "养老院", district, cell]])

    assert [row.action for row in report.rows] == [Action.ADDED, Action.SKIPPED]
    assert session.scalars(select(Provider.name)).all() == ["松鹤"]


def test_a_list_of_elsewhere_only_is_refused(load: Load) -> None:
    report = load([[*HEAD[:3], "所属市"], ["某", "养老院", "亭湖区", "盐城市"]])

    assert "没有一行是本市的" in report.problems[0].message


@pytest.mark.parametrize(
    "head",
    [
        ["Provider Name", "State", "ZIP Code"],
        ["事業所名", "都道府県名", "電話番号"],
        ["시설명", "시도"],
    ],
)
def test_another_countrys_columns_are_no_list(load: Load, head: list[str]) -> None:
    assert "表头" in load([head, ["a"] * len(head)]).problems[0].message


def test_another_countrys_columns_beside_ours_are_not_read(load: Load) -> None:
    report = load([[*HEAD, "Postcode", "State"], ["松鹤", "养老院", "海州区", "", "222000", "JS"]])

    assert list(report.ignored_columns) == [5, 6]


def test_a_point_shared_by_many_addresses_is_not_exact(load: Load, session: Session) -> None:
    head = [*HEAD, "经度", "纬度"]
    shared = [[f"{n}院", "养老院", "海州区", f"{n}路1号", "119.2216", "34.5967"] for n in "甲乙丙"]
    report = load([head, *shared, ["丁院", "养老院", "海州区", "丁路1号", "119.3", "34.6"]])

    found = {each.name: each.location_precision for each in session.scalars(select(Provider))}
    assert set(map(found.get, ("甲院", "乙院", "丙院"))) == {Precision.DISTRICT}
    assert found["丁院"] == Precision.EXACT
    assert noted(report) == ["lat"] * 3


def test_three_wards_in_one_house_keep_their_point(load: Load, session: Session) -> None:
    same = [[f"{n}院", "养老院", "海州区", "一路1号", "119.2216", "34.5967"] for n in "甲乙丙"]
    load([[*HEAD, "经度", "纬度"], *same])

    assert set(session.scalars(select(Provider.location_precision))) == {Precision.EXACT}


def test_coordinates_without_their_system_are_asked_about(load: Load) -> None:
    rows = [[*HEAD, "经度", "纬度"], ["松鹤", "养老院", "海州区", "", "119.2", "34.6"]]
    report = load(rows, coordinate_system=None)

    assert report.problems[0].field == "coordinate_system"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_whole_dirty_list_arrives_and_changes_nothing_twice(
    load: Load, as_csv: Callable[..., Any], encoding: str
) -> None:
    path = as_csv(list(dirt.rows(300)), encoding)
    first = load(path, locality=dirt.CITY)
    again = load(path, locality=dirt.CITY)

    assert first.written, [row for row in first.rows if row.problems or row.similar][:3]
    assert first.count(Action.SKIPPED) == 6
    assert {row.action for row in again.rows} == {Action.UNCHANGED, Action.SKIPPED}
