"""What a family types and what it should find: places, sentences, sounds, slips, and the order of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from models import (
    FeeUnit,
    Kind,
    OpeningException,
    OpeningHours,
    Precision,
    Provider,
    ProviderType,
    Service,
    Status,
)
from models.criteria import Sort
from models.finding import keeping
from models.finding.pieces import pieces
from models.finding.slips import within_one
from models.finding.spelling import readings
from models.geography import Near
from tests.models.rows import DAY, Add, Names
from tests.models.test_opening import at

ALIASES = {"新浦": ("海州区",), "墟沟": ("墟沟街道",)}


@pytest.fixture
def town(add: Add) -> Add:
    add(name="灌云敬老院", district="灌云县", street="伊山镇")
    add(name="松鹤养老院", street="新东街道", address="解放中路 18 号")
    add(name="海滨护理院", district="连云区", street="墟沟街道", type=ProviderType.NURSING_HOME)
    add(name="小苗托育园", kind=Kind.CHILDCARE, street="幸福路街道", alternate_name="春芽宝贝之家")
    return add


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("松鹤", "松鹤养老院"), ("解放", "松鹤养老院"), ("解放中路", "松鹤养老院"), ("鹤", "松鹤养老院"),
        ("gyjly", "灌云敬老院"), ("guanyunjinglaoyuan", "灌云敬老院"), ("guanyunj", "灌云敬老院"),
        ("墟沟", "海滨护理院"), ("xugou", "海滨护理院"), ("xg", "海滨护理院"), ("幸福路", "小苗托育园"),
        ("春芽", "小苗托育园"), ("chunya", "小苗托育园"), ("护理院", "海滨护理院"),
        ("海州区的托育", "小苗托育园"), ("灌云附近的养老院", "灌云敬老院"), ("墟沟哪里有护理院", "海滨护理院"),
        ("连云区护理中心", "海滨护理院"),
    ],
)  # fmt: skip
def test_as_it_is_written_called_or_spelt(town: Add, names: Names, typed: str, found: str) -> None:
    assert names(q=typed, aliases=ALIASES) == [found]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("松河养老院", "松鹤养老院"), ("松贺", "松鹤养老院"), ("小描托育园", "小苗托育园"),
        ("海宾护理院", "海滨护理院"), ("徐沟", "海滨护理院"), ("新福路", "小苗托育园"),
        ("松鸟养老院", "松鹤养老院"), ("松养老院", "松鹤养老院"), ("松鹤养养老院", "松鹤养老院"),
        ("鹤松养老院", "松鹤养老院"), ("松鹤养老隗", "松鹤养老院"), ("xingfulo", "小苗托育园"),
    ],
)  # fmt: skip
def test_as_it_sounds_or_with_one_slip(town: Add, session: Session, typed: str, found: str) -> None:
    page = Provider.page(session, q=typed, aliases=ALIASES)

    assert [each.name for each in page.items] == [found]


def test_a_guess_is_said_to_be_one_and_never_beside_a_right_answer(
    town: Add, session: Session
) -> None:
    town(name="松河养老院")
    right = Provider.page(session, q="松河")
    guess = Provider.page(session, q="松禾")

    assert ([each.name for each in right.items], right.guessed) == (["松河养老院"], False)
    assert (len(guess.items), guess.guessed) == (2, True)


def test_a_place_goes_by_other_names_that_are_handed_in(town: Add, names: Names) -> None:
    assert names(q="新浦") == []
    assert names(q="新浦", aliases=ALIASES) == ["松鹤养老院", "小苗托育园"]
    assert names(q="xinpu 养老", aliases=ALIASES) == ["松鹤养老院"]
    assert names(q="新蒲", aliases=ALIASES) == ["松鹤养老院", "小苗托育园"]


@pytest.mark.parametrize(
    "typed", ["不存在", "隗", "zzzz", "松鹤 不存在", "xian" * 25 + "q", "𠮷野家"]
)
def test_what_is_nowhere_is_not_found(town: Add, names: Names, typed: str) -> None:
    assert names(q=typed, aliases=ALIASES) == []


def test_the_beginning_of_a_name_comes_before_its_middle_and_mentions(
    add: Add, names: Names
) -> None:
    for name in ("新松鹤养老院", "松鹤养老院", "松鹤"):
        add(name=name)
    add(name="仁和养老院", alternate_name="松鹤")
    add(name="安康养老院", address="松鹤路")

    ordered = ["仁和养老院", "松鹤", "松鹤养老院", "新松鹤养老院", "安康养老院"]
    assert names(q="松鹤") == ordered
    assert names(q="shyly")[0] == "松鹤养老院"


def test_what_was_checked_long_ago_comes_later(add: Add, names: Names) -> None:
    add(name="安康", verified_on=date(2024, 1, 1))
    add(name="中心", verified_on=date(2026, 10, 1))

    assert names() == ["安康", "中心"]
    assert names(today=date(2026, 11, 24)) == ["中心", "安康"]


def test_old_reports_of_places_and_fees_come_later(add: Add, names: Names) -> None:
    today, old = date(2026, 11, 24), date(2025, 1, 1)
    add(name="甲", vacancies=9, vacancies_on=old, fee_min=Decimal(1), fees_on=old,
        fee_unit=FeeUnit.MONTH)  # fmt: skip
    add(name="乙", vacancies=1, fee_min=Decimal(9), fees_on=DAY, fee_unit=FeeUnit.MONTH)
    add(name="丙")

    for sort in (Sort.VACANCIES, Sort.FEE):
        assert names(sort=sort) == ["甲", "乙", "丙"]
        assert names(sort=sort, today=today) == ["乙", "甲", "丙"]


def test_counts_what_every_further_filter_would_leave(town: Add, session: Session) -> None:
    town(name="阳光养老院", district="连云区", tags={"meals"}, vacancies=2)
    page = Provider.page(session, kind=Kind.ELDERCARE, district="连云区", counted=at(9))

    assert page.counts["district"] == {"灌云县": 1, "海州区": 1, "连云区": 2}
    assert page.counts["type"] == {"elder_home": 1, "nursing_home": 1}
    assert page.counts["tag"] == {"meals": 1}
    assert page.counts["with_vacancy"] == {True: 1}
    assert page.counts["open_now"] == {True: 0}
    assert page.without == {}


def test_nothing_found_says_which_criterion_costs_how_many(town: Add, session: Session) -> None:
    wanted = {"kind": Kind.ELDERCARE, "district": "连云区", "max_fee": 1}
    page = Provider.page(session, counted=at(9), **wanted)

    assert page.total == 0
    assert page.without == {"max_fee": 1}


@pytest.mark.parametrize(
    ("typed", "instead"),
    [("松贺养老院", "松鹤养老院"), ("松鸟养老院", "松鹤养老院"), ("新蒲", "新浦"), ("松鹤", None)],
)
def test_a_guess_says_what_it_looked_for(
    town: Add, session: Session, typed: str, instead: str | None
) -> None:
    page = Provider.page(session, q=typed, aliases=ALIASES)

    assert page.guessed is (instead is not None)
    assert page.instead == instead


def test_a_guess_that_could_be_several_things_names_none(add: Add, session: Session) -> None:
    add(name="松鹤养老院")
    add(name="松和养老院")
    page = Provider.page(session, q="松贺养老院")

    assert page.guessed
    assert page.instead is None


def test_radii_are_counted_beside_the_one_asked_for(add: Add, session: Session) -> None:
    add(lat=34.6, lon=119.21)
    add(lat=34.6, lon=119.24)
    add(lat=34.6, lon=119.21, location_precision=Precision.STREET)
    page = Provider.page(session, near=Near(34.6, 119.2, 1), counted=at(9))

    assert page.total == 1
    assert page.counts["radius_km"] == {1: 1, 3: 2, 5: 3, 10: 3}


def test_a_public_holiday_is_not_an_ordinary_weekday(add: Add, names: Names) -> None:
    add(name="平日", opening_hours=[OpeningHours(weekday=1, opens_minute=0, closes_minute=900)])
    always = [OpeningHours(weekday=d, opens_minute=0, closes_minute=1440) for d in range(1, 8)]
    add(name="昼夜", opening_hours=always)
    holiday = date(2026, 10, 5)  # a Monday of the National Day holiday
    special = OpeningException(
        first_day=holiday, last_day=holiday, opens_minute=0, closes_minute=900
    )
    add(name="照开", opening_exceptions=[special])

    assert names(open_now=at(9)) == ["平日", "昼夜"]
    assert names(open_now=at(9, day=holiday)) == ["照开", "昼夜"]


def test_on_a_sunday_that_is_worked_only_who_opens_on_sundays_is_sure(
    add: Add, names: Names
) -> None:
    worked = date(2026, 9, 20)
    for name, days in (("周一到周五", range(1, 6)), ("天天", range(1, 8))):
        spans = [OpeningHours(weekday=d, opens_minute=480, closes_minute=1020) for d in days]
        add(name=name, opening_hours=spans)

    assert names(open_now=at(9, day=worked)) == ["天天"]


CHANGES: dict[str, Callable[[Session, Provider], Any]] = {
    "renamed": lambda s, p: setattr(p, "name", "望海养老院"),
    "closed": lambda s, p: setattr(p, "status", Status.CLOSED),
    "deleted": lambda s, p: s.delete(p),
    "in bulk": lambda s, p: s.execute(update(Provider).values(status=Status.SUSPENDED)),
    "all gone": lambda s, p: s.execute(delete(Provider)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen_at_once_and_its_undoing_too(
    add: Add, session: Session, names: Names, change: str
) -> None:
    provider = add()
    session.commit()
    assert names(q="松鹤") == ["松鹤养老院"]
    CHANGES[change](session, provider)
    session.flush()
    assert names(q="松鹤") == []
    session.rollback()

    assert names(q="松鹤") == ["松鹤养老院"]


def test_a_service_is_found_and_another_of_the_same_name_too(add: Add, names: Names) -> None:
    add(name="甲", services=[Service(name="助浴"), Service(name="康复")])
    add(name="乙", services=[Service(name="助浴")])

    assert names(q="助浴") == ["甲", "乙"]
    assert names(q="kangfu") == ["甲"]


def test_a_large_directory_answers_from_before_while_it_is_read_again(
    add: Add, session: Session, names: Names, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "AT_ONCE", 0)
    for name in ("安康", "中心"):
        add(name=name)
        session.commit()
        names()
        keeping.settle(session)

    assert names() == ["安康", "中心"]
    provider = add(name="最后")
    session.commit()
    assert provider.name not in names()
    keeping.settle(session)
    assert provider.name in names()


def test_words_between_known_words_are_kept_unless_they_only_ask() -> None:
    known = {"海州区", "养老院", "托育"}

    assert pieces("海州区附近有没有养老院", known) == (["海州区", "养老院"], [])
    assert pieces("自在养老院", known) == (["养老院"], ["自在"])
    assert pieces("的", known) == ([], [])


@pytest.mark.parametrize(
    ("typed", "name", "alike"),
    [
        ("松鸟养老院", "新松鹤养老院", True), ("鹤松养老院", "松鹤养老院", True),
        ("松院", "松鹤院", False), ("松鸟养老阮", "松鹤养老院", False), ("长" * 21, "长" * 21, False),
    ],
)  # fmt: skip
def test_one_slip_is_forgiven_and_two_are_not(typed: str, name: str, alike: bool) -> None:
    assert within_one(typed, name) is alike


def test_letters_are_cut_into_syllables_in_every_way() -> None:
    syllables = ["an", "xi", "xian", "yun"]

    assert readings("xian", syllables) == [([3], 4), ([2, 1], 2)]
    assert readings("xiany", syllables) == [([3, 4], 5), ([2, 1, 4], 5)]
    assert readings("xianq" * 20, syllables) == []
