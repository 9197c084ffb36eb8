"""What is more than one figure, as a text that somebody types and back: a point, opening hours, a price list.

What is written is read back the same. A line each for hours and prices; `；` does as well. Knows nothing of pages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby, pairwise

from models.hours import ALL_DAY, MINUTES_A_DAY, Span
from models.importing import coordinates, measures
from models.importing.report import Unreadable
from models.kinds import CoordinateSystem, Precision
from models.offer import Price
from models.opening import OpeningException, OpeningHours, clock

OPENS, CLOSES, ENDS = ("（", "("), ("）", ")"), ("；", ";")
IN_BRACKETS = re.compile(r"[（(]([^（）()]*)[）)]$")

DECIMALS = 6  # a tenth of a metre
TWO_NUMBERS = re.compile(r"\D*?(\d{1,3}\.\d+)\D+?(\d{1,3}\.\d+)(.*)", re.DOTALL)
SYSTEMS = (
    (CoordinateSystem.BD09, ("百度", "bd")),
    (CoordinateSystem.GCJ02, ("高德", "腾讯", "gcj")),
    (CoordinateSystem.WGS84, ("wgs", "gps", "天地图", "cgcs")),
)
PRECISIONS = {Precision.STREET: "只到街道", Precision.DISTRICT: "只到区县"}

WEEK = "一二三四五六日"
DAY = r"(?:周|星期|礼拜)?([一二三四五六日天])"
ONE_DAY = re.compile(rf"(?:周|星期|礼拜)([一二三四五六日天])(?:(?:至|到|-|~)+{DAY})?")
EVERY_DAY, WORKDAYS, WEEKEND = ("每天", "天天", "全周"), ("工作日",), ("周末", "双休日")
DATES = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})(?:(?:至|到|~)+(\d{4}-\d{1,2}-\d{1,2}))?")
TIMES = re.compile(r"(\d{1,2})[:：](\d{2})(?:-|~|–|—|至|到)+(\d{1,2})[:：](\d{2})")
ALWAYS, SHUT = ("全天", "24小时"), ("不开", "休息", "关门", "放假")
REASON_AT_MOST = 120

PRICE = re.compile(r"(.*?[^\s:：])[\s:：]+(\d[\d,]*(?:\.\d{1,2})?)\s*([元块/每].*)")
PRICES_AT_MOST, NAME_AT_MOST, INCLUDES_AT_MOST = 40, 120, 300
# All that one entry may hold, and a little more: what is longer is not looked at.
ENTRY_AT_MOST = 500
HOURS_LIKE = (
    "请写成「周一至周五 08:00-17:00」，每段一行；另有安排的日子写「2027-02-05至2027-02-12 不开」"
)
PRICES_LIKE = "请一行写一项：名称、空格、数额和单位，例如「半日托 1500 元/月（含午餐）」"


def point(lat: float | None, lon: float | None, precision: Precision) -> str:
    if lat is None or lon is None:
        return ""
    about = PRECISIONS.get(precision, "")
    return f"{lat:.{DECIMALS}f}, {lon:.{DECIMALS}f} WGS-84 {about}".rstrip()


def read_point(text: str) -> tuple[float, float, CoordinateSystem, Precision]:
    """In WGS-84 whatever was typed; longitude may come first, as most maps of China have it."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    found = TWO_NUMBERS.fullmatch(plain)
    if not found:
        raise Unreadable("请写两个带小数的数和哪家的地图，例如「119.2214, 34.5967 高德」")
    one, other = float(found[1]), float(found[2])
    lat, lon = (one, other) if coordinates.in_china(one, other) else (other, one)
    if not coordinates.in_china(lat, lon):
        raise Unreadable("不在国内：请核对经度和纬度")
    systems = {system for system, names in SYSTEMS if any(name in plain for name in names)}
    if len(systems) != 1:
        raise Unreadable("请在后面写明是哪家的地图：高德、腾讯、百度、天地图或 GPS")
    system = systems.pop()
    about = next((each for each, word in PRECISIONS.items() if word in plain), Precision.EXACT)
    return (*coordinates.to_wgs84(lat, lon, system), system, about)


def hours(week: Iterable[OpeningHours], exceptions: Iterable[OpeningException]) -> str:
    by_day: dict[int, list[Span]] = {}
    for each in sorted(week, key=lambda h: (h.weekday, h.opens_minute)):
        by_day.setdefault(each.weekday, []).append((each.opens_minute, each.closes_minute))
    lines = [
        f"{_days(run)} {_spans(by_day[run[0]])}"
        for _, run in ((k, list(r)) for k, r in groupby(range(1, 8), key=by_day.get))
        if run[0] in by_day
    ]
    ordered = sorted(exceptions, key=lambda e: (e.first_day, e.last_day, e.opens_minute or 0))
    return "\n".join([*lines, *map(_special, ordered)])


def _days(run: Sequence[int]) -> str:
    if len(run) == len(WEEK):
        return EVERY_DAY[0]
    first, last = WEEK[run[0] - 1], WEEK[run[-1] - 1]
    return f"周{first}" if len(run) == 1 else f"周{first}至周{last}"


def _spans(spans: Iterable[Span]) -> str:
    some = list(spans)
    if some == list(ALL_DAY):
        return ALWAYS[0]
    return "、".join(f"{clock(opens)}-{clock(closes)}" for opens, closes in some)


def _special(each: OpeningException) -> str:
    days = str(each.first_day)
    if each.last_day != each.first_day:
        days = f"{days}至{each.last_day}"
    opens, closes = each.opens_minute, each.closes_minute
    said = SHUT[0] if opens is None or closes is None else _spans([(opens, closes)])
    return f"{days} {said}" + (f"（{each.reason}）" if each.reason else "")


def read_hours(text: str) -> tuple[list[OpeningHours], list[OpeningException]]:
    """Rows of no provider yet; raises `Unreadable` where a day is said twice or a span goes past midnight."""
    week: dict[int, list[Span]] = {}
    specials: list[OpeningException] = []
    for line in _parts(text):
        if DATES.match(line):
            specials.extend(_read_special(line))
        else:
            days, spans = _read_week(line)
            if any(day in week for day in days):
                raise Unreadable("同一天写了两次：一天的几段写在一行，用顿号隔开")
            week |= {day: spans for day in days}
    rows = [
        OpeningHours(weekday=day, opens_minute=opens, closes_minute=closes)
        for day, spans in sorted(week.items())
        for opens, closes in spans
    ]
    return rows, specials


def _read_week(line: str) -> tuple[list[int], list[Span]]:
    plain = _plain(line)
    for words, days in ((EVERY_DAY, range(1, 8)), (WORKDAYS, range(1, 6)), (WEEKEND, (6, 7))):
        for word in words:
            if plain.startswith(word):
                return list(days), _read_spans(plain.removeprefix(word))
    named: list[int] = []
    rest = plain
    while found := ONE_DAY.match(rest):
        first = _number(found[1])
        last = _number(found[2]) if found[2] else first
        if last < first:
            raise Unreadable(HOURS_LIKE)
        named.extend(range(first, last + 1))
        rest = rest[found.end() :].lstrip("、,和")
    if not named or len(set(named)) < len(named):
        raise Unreadable(HOURS_LIKE)
    return named, _read_spans(rest)


def _number(day: str) -> int:
    return WEEK.index(day.replace("天", "日")) + 1


def _read_special(line: str) -> Iterator[OpeningException]:
    said = IN_BRACKETS.search(line)
    reason = said[1].strip() if said else ""
    if len(reason) > REASON_AT_MOST:
        raise Unreadable(f"括号里太长：最多 {REASON_AT_MOST} 个字")
    plain = _plain(line[: said.start()] if said else line)
    days = DATES.match(plain)
    if not days:
        raise Unreadable(HOURS_LIKE)
    first = _date(days[1])
    last = _date(days[2]) if days[2] else first
    if last < first:
        raise Unreadable("后一个日期在前一个之前：请核对")
    rest = plain[days.end() :]
    spans = [None] if rest in SHUT else _read_spans(rest)
    for span in spans:
        opens, closes = span or (None, None)
        yield OpeningException(
            first_day=first, last_day=last, opens_minute=opens, closes_minute=closes,
            reason=reason or None,
        )  # fmt: skip


def _date(text: str) -> date:
    try:
        return date(*map(int, text.split("-")))
    except ValueError:
        raise Unreadable("没有这一天：日期写成 2027-02-05 这样") from None


def _read_spans(text: str) -> list[Span]:
    if text in ALWAYS:
        return list(ALL_DAY)
    spans = []
    for each in re.split(r"[、,]", text):
        found = TIMES.fullmatch(each)
        if not found:
            raise Unreadable(HOURS_LIKE)
        opens, closes = (int(found[i]) * 60 + int(found[i + 1]) for i in (1, 3))
        if int(found[2]) > 59 or int(found[4]) > 59 or closes > MINUTES_A_DAY:
            raise Unreadable("没有这个钟点：写成 08:00 到 24:00 之间")
        if closes <= opens:
            raise Unreadable("关门要晚于开门；过了半夜的，分成两天写")
        spans.append((opens, closes))
    spans.sort()
    if any(later[0] < earlier[1] for earlier, later in pairwise(spans)):
        raise Unreadable("两段时间重叠：请核对")
    return spans


def prices(lines: Iterable[Price]) -> str:
    return "\n".join(map(_price, sorted(lines, key=lambda each: each.name)))


def _price(each: Price) -> str:
    amount = f"{each.amount.normalize():f}"
    said = f"{each.name} {amount} {measures.UNIT_WORDS[each.unit]}"
    return said + (f"（{each.includes}）" if each.includes else "")


def read_prices(text: str) -> list[Price]:
    """Rows of no provider yet, and of no day."""
    found = [_read_price(line) for line in _parts(text)]
    if len(found) > PRICES_AT_MOST:
        raise Unreadable(f"太多：最多 {PRICES_AT_MOST} 项")
    if len({each.name for each in found}) < len(found):
        raise Unreadable("有两项同名：请把名称写得不一样")
    return found


def _read_price(line: str) -> Price:
    said = IN_BRACKETS.search(line)
    includes = said[1].strip() if said else ""
    found = PRICE.fullmatch(line[: said.start()].strip() if said else line)
    unit = measures.unit_in(found[3]) if found else None
    if not found or unit is None:
        raise Unreadable(PRICES_LIKE)
    name = found[1].strip()
    if len(name) > NAME_AT_MOST or len(includes) > INCLUDES_AT_MOST:
        raise Unreadable(f"太长：名称最多 {NAME_AT_MOST} 个字，括号里最多 {INCLUDES_AT_MOST} 个字")
    amount: Decimal = measures.money(found[2])
    return Price(name=name, amount=amount, unit=unit, includes=includes or None)


def _parts(text: str) -> Iterator[str]:
    """Line by line, and at every `；` that stands in no bracket."""
    for line in text.split("\n"):
        part, depth = "", 0
        for piece in re.split(r"([；;（()）])", line + "；"):
            depth = max(0, depth + (piece in OPENS) - (piece in CLOSES))
            if piece in ENDS and not depth:
                yield from filter(None, [part.strip()])
                part = ""
                continue
            part += piece
            if len(part) > ENTRY_AT_MOST:
                raise Unreadable(f"有一项太长：一项最多 {ENTRY_AT_MOST} 个字")
        if depth:
            raise Unreadable("有一个括号没有关上")


def _plain(line: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", line))
