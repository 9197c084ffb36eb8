"""A point, opening hours and a price list are written and read back the same, and read as people type them."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import (
    CoordinateSystem,
    FeeUnit,
    OpeningException,
    OpeningHours,
    Precision,
    Price,
    spelled,
)
from models.importing.report import Unreadable
from models.spelled import hours, point, prices, read_hours, read_point, read_prices

DAY = date(2026, 11, 20)
AMOUNTS = st.decimals(0, 999_999, places=2)
SPANS = st.lists(st.integers(0, 1440), min_size=2, max_size=4, unique=True).map(sorted)


# What once took a reader the square of its length.
LONG = [
    "；" * 20_000,
    "日" + " " * 20_000,
    "日: " * 6_000,
    "（；" * 9_000,
    "日 1" * 6_000,
    "（" * 20_000,
]


def week_of(days: dict[int, list[int]]) -> list[OpeningHours]:
    return [
        OpeningHours(weekday=day, opens_minute=span[at], closes_minute=span[at + 1])
        for day, span in days.items()
        for at in range(0, len(span) - 1, 2)
    ]


def told(rows: list[OpeningHours]) -> set[tuple[int, int, int]]:
    return {(each.weekday, each.opens_minute, each.closes_minute) for each in rows}


def told_apart(rows: list[OpeningException]) -> list[tuple[object, ...]]:
    of = [(e.first_day, e.last_day, e.opens_minute, e.closes_minute, e.reason) for e in rows]
    return sorted(of, key=repr)


@st.composite
def a_special(draw: st.DrawFn) -> OpeningException:
    first = draw(st.dates(date(2026, 1, 1), date(2027, 12, 1)))
    last = first + timedelta(days=draw(st.integers(0, 9)))
    opens, closes = draw(st.one_of(st.just((None, None)), st.just((540, 720))))
    reason = draw(st.one_of(st.none(), st.sampled_from(["春节", "停电；没有水", "装修"])))
    return OpeningException(
        first_day=first, last_day=last, opens_minute=opens, closes_minute=closes, reason=reason
    )


@given(st.dictionaries(st.integers(1, 7), SPANS), st.lists(a_special(), max_size=3))
def test_hours_come_back_the_same(
    days: dict[int, list[int]], specials: list[OpeningException]
) -> None:
    written = hours(week_of(days), specials)
    week, exceptions = read_hours(written)

    assert told(week) == told(week_of(days))
    assert told_apart(exceptions) == told_apart(specials)


@given(st.dictionaries(st.from_regex(r"[班间房]{1,4}[AB]?", fullmatch=True), AMOUNTS, max_size=5))
def test_a_price_list_comes_back_the_same(listed: dict[str, Decimal]) -> None:
    lines = [
        Price(name=name, amount=amount, unit=unit, includes=includes, reported_on=DAY)
        for (name, amount), unit, includes in zip(
            listed.items(), [*FeeUnit] * 2, [None, "含午餐；含保险", "3 点心"] * 2, strict=False
        )
    ]
    again = read_prices(prices(lines))

    of = [[(e.name, e.amount, e.unit, e.includes) for e in each] for each in (lines, again)]
    assert {*of[0]} == {*of[1]}
    assert len(again) == len(lines)


@given(st.floats(34.0, 35.2), st.floats(118.4, 119.9), st.sampled_from(Precision))
def test_a_point_comes_back_within_a_tenth_of_a_metre(
    lat: float, lon: float, precision: Precision
) -> None:
    north, east, system, about = read_point(point(lat, lon, precision))

    assert (abs(north - lat) <= 1e-6, abs(east - lon) <= 1e-6) == (True, True)
    assert system is CoordinateSystem.WGS84
    assert about is (Precision.EXACT if precision is Precision.NONE else precision)


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("星期一到星期五 8:00-17:30", "周一至周五 08:00-17:30"),
        ("周一～周五　０８：００～１７：３０", "周一至周五 08:00-17:30"),
        ("工作日 8:30-11:30、14:00-17:30；周六 9:00-12:00", "周一至周五 08:30-11:30、14:00-17:30\n周六 09:00-12:00"),
        ("周一、周三和周五 9:00-17:00", "周一 09:00-17:00\n周三 09:00-17:00\n周五 09:00-17:00"),
        ("周末 9:00-12:00", "周六至周日 09:00-12:00"),
        ("礼拜天 9:00-12:00", "周日 09:00-12:00"),
        ("每天24小时", "每天 全天"),
        ("2027-2-5到2027-2-12 放假（春节）", "2027-02-05至2027-02-12 不开（春节）"),
        ("2027-02-14 9:00-12:00", "2027-02-14 09:00-12:00"),
    ],
)  # fmt: skip
def test_hours_as_people_type_them(typed: str, means: str) -> None:
    assert hours(*read_hours(typed)) == means


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("周一 8:00-17:00\n周一至周五 9:00-12:00", "写了两次"),
        ("周一、周一 8:00-17:00", "请写成"),
        ("周五至周一 8:00-17:00", "请写成"),
        ("周一 8:00-12:00、11:00-17:00", "重叠"),
        ("周一 20:00-06:00", "过了半夜"),
        ("周一 8:70-12:00", "没有这个钟点"),
        ("周一 8:00-25:00", "没有这个钟点"),
        ("周一", "请写成"),
        ("2027-02-30 不开", "没有这一天"),
        ("2027-02-12至2027-02-05 不开", "之前"),
        ("2027-02-05 看情况", "请写成"),
    ],
)
def test_hours_that_cannot_be_are_refused(typed: str, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read_hours(typed)


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("半日托 1500元/月（含午餐）", "半日托 1500 元/月（含午餐）"),
        ("2 岁班：2,500 元每月", "2 岁班 2500 元/月"),
        ("单人间（20㎡） 80 元/天", "单人间（20㎡） 80 元/天"),
        ("日托 60 元/天；晚托 15.5 元/小时", "日托 60 元/天\n晚托 15.5 元/小时"),
        ("托）班（大；小） 60 元/天", "托）班（大；小） 60 元/天"),
        (
            "日托 60 元/天（含餐；含点心）;晚托 20 元/小时",
            "日托 60 元/天（含餐；含点心）\n晚托 20 元/小时",
        ),
    ],
)
def test_prices_as_people_type_them(typed: str, means: str) -> None:
    assert prices(read_prices(typed)) == means


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("日托 60", "数额和单位"),
        ("60 元/天", "数额和单位"),
        ("日托 60 元", "数额和单位"),
        ("日托 60 元/天\n日托 70 元/天", "同名"),
        ("日托 9999999 元/月", "过大"),
        ("\n".join(f"第{n}种 {n} 元/天" for n in range(41)), "最多 40"),
        ("日托（不含餐 60 元/天；晚托 20 元/小时", "括号没有关上"),
        ("日" * 501, "太长"),
    ],
)
def test_prices_that_cannot_be_are_refused(typed: str, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read_prices(typed)


@pytest.mark.parametrize(
    "typed",
    ["119.2214,34.5967 腾讯", "34.5967, 119.2214 gcj02", "东经119.2214 北纬34.5967（高德）"],
)
def test_a_point_may_have_either_first(typed: str) -> None:
    lat, lon, system, _ = read_point(typed)
    assert (round(lat, 1), round(lon, 1), system) == (34.6, 119.2, CoordinateSystem.GCJ02)


@pytest.mark.parametrize("typed", LONG, ids=lambda text: text[:3])
def test_no_pattern_is_asked_of_a_long_text(typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pattern may need the square of a length, so what it is asked of is short, whatever was typed."""
    asked = [0]
    for name, value in [*vars(spelled).items()]:
        if isinstance(value, re.Pattern):
            monkeypatch.setattr(spelled, name, Listening(value, asked))
    for reader in (read_prices, read_hours):
        with suppress(Unreadable):
            reader(typed)
        with suppress(Unreadable):
            reader(f"日托 60 元/天；{typed}")
    assert 0 < max(asked) <= spelled.ENTRY_AT_MOST


@dataclass(frozen=True)
class Listening:
    """A pattern that notes how long the texts are."""

    pattern: re.Pattern[str]
    asked: list[int]

    def __getattr__(self, name: str) -> Callable[[str], re.Match[str] | None]:
        method: Callable[[str], re.Match[str] | None] = getattr(self.pattern, name)

        def listened(text: str) -> re.Match[str] | None:
            self.asked.append(len(text))
            return method(text)

        return listened
