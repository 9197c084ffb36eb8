"""What is wrong with a row is said by field, in Chinese, with the fix, and without the cell's own words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from models import Kind
from models.importing import Report
from models.importing.phones import read

Load = Callable[..., Report]


@pytest.mark.parametrize(
    ("heading", "cell", "field"),
    [
        ("床位数", "一百二", "capacity"),
        ("床位数", "12.5", "capacity"),
        ("联系电话", "8555-12", "phone"),
        ("联系电话", "51885550000", "phone"),
        ("收费标准", "1500-3000", "fees"),
        ("收费标准（2026年1月）", "1500", "fees"),
        ("收费标准", "3000-1500元/月", "fees"),
        ("收费标准", "看情况，一千多元/月", "fees"),
        ("收费标准", "10元/餐，900元/月", "fees"),
        ("性质", "秘密", "ownership"),
        ("状态", "秘密", "status"),
        ("收托年龄", "6-36", "ages"),
        ("收托年龄", "3-1岁", "ages"),
        ("收住对象", "秘密", "care_levels"),
        ("备案编号", "9.132070600000000e+17", "registration_number"),
        ("是否普惠", "秘密", "tag:inclusive"),
        ("网址", "javascript:alert(1)", "website"),
        ("纬度", "34.6", "lon"),
        ("地址", "秘" * 201, "address"),
    ],
)
def test_a_cell_is_refused_by_field_and_never_repeated(
    load: Load, heading: str, cell: str, field: str
) -> None:
    report = load([["名称", "类型", "区县", heading], ["松鹤", "养老院", "海州区", cell]])

    (row,) = report.rows
    assert [each.field for each in row.problems] == [field]
    message = row.problems[0].message
    assert "：" in message
    assert cell not in message
    assert "秘密" not in message


def test_latitude_and_longitude_the_wrong_way_round(load: Load) -> None:
    report = load([["名称", "类型", "区县", "经度", "纬度"],
                   ["松鹤", "养老院", "海州区", "34.6", "119.2"]])  # fmt: skip

    assert "填反" in report.rows[0].problems[0].message


def test_all_problems_of_a_row_are_said_at_once(load: Load) -> None:
    report = load([["名称", "类型", "区县", "床位数", "联系电话"], ["", "秘密", "", "x", "y"]])

    found = {each.field for each in report.rows[0].problems}
    assert found == {"name", "type", "district", "capacity", "phone"}


def test_a_type_of_the_other_kind_is_refused(load: Load) -> None:
    report = load([["名称", "类型", "区县"], ["苗苗", "托育机构", "海州区"]])

    assert report.rows[0].problems[0].field == "type"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("０５１８—85550000", "0518-85550000"),
        ("(0518)85550000", "0518-85550000"),
        ("0518 8555 0000", "0518-85550000"),
        ("138 0000 0000", "13800000000"),
        ("85550000、13800000000", "85550000 / 13800000000"),
        ("0518-85550000-8001", "0518-85550000-8001"),
        ("400-800-1234", "400-800-1234"),
    ],
)
def test_phones_are_kept_in_one_form(written: str, kept: str) -> None:
    assert read(written) == kept


def test_the_name_tells_the_type_where_no_column_does(load: Load) -> None:
    rows = [["名称", "区县"], ["苗苗幼儿园", "海州区"]]

    assert load(rows, kind=Kind.CHILDCARE).written
    assert not load(rows).written


def test_the_address_tells_the_district_where_no_column_does(load: Load) -> None:
    assert load([["名称", "地址"], ["松鹤养老院", "连云港市海州区解放路"]]).written
    assert not load([["名称", "地址"], ["望海养老院", "解放路"]]).written


@pytest.mark.parametrize("district", ["海州", "海州区", "连云港市海州区", "江苏省连云港市海州区"])
def test_a_district_is_known_however_it_is_written(load: Load, district: str) -> None:
    assert load([["名称", "区县"], ["松鹤养老院", district]]).written
