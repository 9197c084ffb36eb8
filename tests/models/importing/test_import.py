"""A whole list: what is added, updated, left alone, refused, and what happens to the samples."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import FeeUnit, Kind, Ownership, Precision, Provider, ProviderType
from models.importing import Action, Report
from models.sampling import load_samples

Load = Callable[..., Report]
DAY = date(2026, 11, 1)
HEAD = ["机构名称", "类型", "所属区县", "街道/乡镇", "地址", "联系电话", "床位数（张）", "空余",
        "收费标准（元/月）", "性质", "备案编号", "经度", "纬度", "标签", "是否医保定点"]  # fmt: skip
PINE = ["松鹤养老院", "养老院", "海州", "新浦", "解放路 1 号", "0518-85550000", "120", "30",
        "1500-3000", "民办", "32070600001", "119.2", "34.6", "供餐、无障碍", "是"]  # fmt: skip


def actions(report: Report) -> list[Action]:
    return [row.action for row in report.rows]


def everything(session: Session) -> list[Provider]:
    return list(session.scalars(select(Provider).order_by(Provider.name_pinyin)))


def test_every_column_arrives(load: Load, session: Session) -> None:
    report = load([HEAD, PINE])

    assert (report.written, actions(report)) == (True, [Action.ADDED])
    (made,) = everything(session)
    assert (made.type, made.ownership) == (ProviderType.ELDER_HOME, Ownership.PRIVATE)
    assert (made.district, made.street) == ("海州区", "新浦街道")
    assert (made.capacity, made.vacancies, made.vacancies_on) == (120, 30, DAY)
    assert (made.fee_min, made.fee_max) == (Decimal(1500), Decimal(3000))
    assert made.fee_unit == FeeUnit.MONTH
    assert (made.phone, made.registration_number) == ("0518-85550000", "32070600001")
    assert set(made.tags) == {"meals", "barrier_free", "medical_insurance"}
    assert made.location_precision == Precision.EXACT
    assert (made.source, made.verified_on, made.is_sample) == ("区民政局名单", DAY, False)


def test_coordinates_are_kept_as_wgs84(load: Load, session: Session) -> None:
    load([HEAD, PINE])

    (made,) = everything(session)
    assert made.lat is not None
    assert made.lon is not None
    assert 0.001 < 34.6 - made.lat + 0.003 < 0.006
    assert 0.003 < 119.2 - made.lon < 0.007


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_reads_what_offices_save(
    load: Load, session: Session, as_csv: Callable[..., Path], encoding: str
) -> None:
    load(as_csv([HEAD, PINE], encoding))

    assert everything(session)[0].name == "松鹤养老院"


def test_the_same_list_twice_changes_nothing(load: Load, session: Session) -> None:
    load([HEAD, PINE])
    before = everything(session)[0].id
    report = load([HEAD, PINE])

    assert actions(report) == [Action.UNCHANGED]
    assert [each.id for each in everything(session)] == [before]
    assert not session.dirty


def test_a_registration_number_finds_a_renamed_provider(load: Load, session: Session) -> None:
    load([HEAD, PINE])
    report = load([HEAD, ["松鹤颐养院", *PINE[1:]]])

    assert actions(report) == [Action.UPDATED]
    assert [each.name for each in everything(session)] == ["松鹤颐养院"]


def test_without_a_number_name_and_district_find_it(load: Load, session: Session) -> None:
    load([["名称", "类型", "区县"], ["松鹤（海州）养老院", "养老院", "海州区"]])
    report = load([HEAD, ["松鹤(海州)养老院", *PINE[1:]]])

    assert actions(report) == [Action.UPDATED]
    assert everything(session)[0].registration_number == "32070600001"


def test_a_blank_cell_takes_nothing_away(load: Load, session: Session) -> None:
    load([HEAD, PINE])
    load([HEAD, [*PINE[:5], "", "无", "", "面议", *PINE[9:]]], verified_on=date(2026, 12, 1))

    (made,) = everything(session)
    assert made.phone == "0518-85550000"
    assert (made.vacancies, made.vacancies_on) == (30, DAY)
    assert made.fee_min == Decimal(1500)


def test_a_no_takes_the_tag_away(load: Load, session: Session) -> None:
    load([HEAD, PINE])
    load([["名称", "区县", "类型", "是否医保定点"], ["松鹤养老院", "海州区", "养老院", "否"]])

    assert set(everything(session)[0].tags) == {"meals", "barrier_free"}


def test_one_bad_row_and_nothing_is_written(load: Load, session: Session) -> None:
    report = load([HEAD, PINE, ["望海养老院", "养老院", "火星区", *[""] * 12]])

    assert actions(report) == [Action.ADDED, Action.REJECTED]
    assert not report.written
    assert everything(session) == []


def test_rows_are_numbered_as_the_spreadsheet_numbers_them(load: Load) -> None:
    report = load([["海州区养老机构名单"], [], HEAD, PINE, [], ["合计", "1 家"]])

    assert [row.number for row in report.rows] == [4]


def test_the_same_place_twice_in_a_list_is_refused(load: Load) -> None:
    report = load([HEAD, PINE, [*PINE[:10], "", *PINE[11:]]])

    assert actions(report) == [Action.ADDED, Action.REJECTED]
    assert "第 2 行" in report.rows[1].problems[0].message


def test_two_branches_with_numbers_of_their_own_are_two(load: Load, session: Session) -> None:
    load([HEAD, PINE, [*PINE[:10], "32070600002", *PINE[11:]]])

    assert len(everything(session)) == 2
    report = load([["名称", "类型", "区县"], ["松鹤养老院", "养老院", "海州区"]])
    assert report.rows[0].problems[0].field == "registration_number"


def test_an_older_list_never_overwrites_a_newer_one(load: Load) -> None:
    load([HEAD, PINE])
    report = load([HEAD, PINE], verified_on=date(2026, 10, 1))

    assert actions(report) == [Action.REJECTED]


def test_vacancies_are_held_against_the_beds_already_known(load: Load) -> None:
    load([HEAD, PINE])
    report = load([["名称", "类型", "区县", "空余"], ["松鹤养老院", "养老院", "海州区", "121"]])

    assert [each.field for each in report.rows[0].problems] == ["vacancies"]


def test_the_first_real_list_removes_the_samples_of_its_kind(load: Load, session: Session) -> None:
    load_samples(session, [("海州区", "新浦街道")], DAY)
    report = load([HEAD, PINE])

    left = select(func.count()).where(Provider.is_sample, Provider.kind == Kind.ELDERCARE)
    assert report.samples_removed > 0
    assert session.scalar(left) == 0
    assert session.scalar(select(func.count()).where(Provider.is_sample))
    assert load_samples(session, [("海州区", "新浦街道")], DAY) == 0


def test_a_refused_list_leaves_the_samples(load: Load, session: Session) -> None:
    made = load_samples(session, [("海州区", "新浦街道")], DAY)
    load([HEAD, [*PINE[:6], "许多", *PINE[7:]]])

    assert len(everything(session)) == made


def test_childcare_by_its_own_columns(load: Load, session: Session) -> None:
    report = load(
        [["托育机构名称", "所在区县", "托位数", "收托月龄", "收费标准", "是否普惠"],
         ["苗苗托育园", "东海县", "60", "6-36", "1800元/月", "是"]],
        kind=Kind.CHILDCARE,
    )  # fmt: skip

    assert report.written, report
    (made,) = everything(session)
    assert (made.type, made.age_min_months, made.age_max_months) == (ProviderType.NURSERY, 6, 36)
    assert set(made.tags) == {"inclusive"}


def test_columns_that_are_not_known_are_named_by_number(load: Load, session: Session) -> None:
    report = load([["名称", "类型", "区县", "负责人", "负责人电话"],
                   ["松鹤", "养老院", "海州区", "某人", "13800000000"]])  # fmt: skip

    assert list(report.ignored_columns) == [4, 5]
    assert everything(session)[0].phone is None
