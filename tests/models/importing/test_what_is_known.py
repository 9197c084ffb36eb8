"""What a source says a place has or has not, the day each field was verified, and who may still be found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlalchemy.orm import Session

from models import Field, FieldCheck, Provider
from models.importing import Report
from tests.models.rows import DAY, Add, Names

Load = Callable[..., Report]
EARLIER = date(2026, 3, 1)
HEAD = ["机构名称", "类型", "所属区县", "是否医务室", "联系电话", "收费标准（元/月）", "收费包含"]
PINE = ["松鹤养老院", "养老院", "海州区", "否", "0518-85550000", "1500", "床位费、餐费"]


def test_a_no_in_a_list_is_kept_apart_from_silence(load: Load, session: Session) -> None:
    load([HEAD, PINE])
    (made,) = session.query(Provider)

    assert (made.has("in_house_clinic"), made.has("meals")) == (False, None)
    assert made.fees_include == "床位费、餐费"


def test_a_later_yes_takes_the_no_away_and_back(load: Load, session: Session) -> None:
    for said, known in (("是", True), ("否", False), ("", False)):
        load([HEAD, [*PINE[:3], said, *PINE[4:]]])
        session.expire_all()
        (made,) = session.query(Provider)

        assert made.has("in_house_clinic") is known


def test_the_same_list_twice_changes_nothing(load: Load) -> None:
    load([HEAD, PINE])

    assert [row.action.value for row in load([HEAD, PINE]).rows] == ["unchanged"]


def test_a_field_has_its_own_day_else_that_of_the_record(add: Add, session: Session) -> None:
    place = add(field_checks=[FieldCheck(field=Field.PHONE, checked_on=EARLIER)])

    assert place.checked_on(Field.PHONE) == EARLIER
    assert place.checked_on(Field.HOURS) == DAY


def test_a_list_verifies_anew_what_it_says_and_nothing_else(load: Load, session: Session) -> None:
    load([HEAD, PINE])
    (made,) = session.query(Provider)
    made.field_checks = [
        FieldCheck(field=field, checked_on=EARLIER) for field in (Field.PHONE, Field.HOURS)
    ]
    session.flush()
    load([HEAD, PINE], verified_on=date(2026, 11, 2))
    session.expire_all()

    assert made.checked_on(Field.PHONE) == date(2026, 11, 2)
    assert made.checked_on(Field.HOURS) == EARLIER


def test_who_left_the_list_is_not_found_any_more(add: Add, session: Session, names: Names) -> None:
    place = add(name="松鹤")
    assert names() == ["松鹤"]

    place.absent_since = DAY
    session.flush()

    assert names() == []
