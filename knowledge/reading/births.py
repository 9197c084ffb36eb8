"""Dates of birth as they are said: 八二年生, 2023年8月出生, 去年三月生的, 属鼠. The day is a parameter."""

from __future__ import annotations

import re
from datetime import date

from knowledge.reading.mentions import Mention, Scene, interval
from knowledge.reading.numbers import value
from knowledge.verdicts import Interval

DIGIT = "零〇一二三四五六七八九"
YEAR = rf"(?P<year>(?:19|20)\d\d|\d\d|[一二][{DIGIT}]{{3}}|[{DIGIT}]{{2}}|今|去|前|大前)年"
DAY = r"(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})[日号]"
MONTH = rf"(?P<month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月份?(?:{DAY})?"
ISO = r"(?P<y>(?:19|20)\d\d)[-./](?P<m>\d{1,2})(?:[-./](?P<d>\d{1,2}))?"
BORN = re.compile(rf"(?:{YEAR}(?:{MONTH})?|{ISO})")
AFTER = re.compile("(?:份)?(?:的?(?:出生|生日|生的|生人|生(?!活|效|育|产|存)|属)|底生|初生)")
OF = re.compile(r"的(?:$|[,。!?; ]|娃|孩子|宝宝|小孩|老人|能|可)|(?=$|[,。!?; ])")
BEFORE = re.compile("(?:生日|出生|生于|生在|出生日期|出生年月|出生于|生)(?:是|为|在|:|日期|年月)*$")
LINK = re.compile("(?:今年|是|,|:| |在|都|也)*$")
ZODIAC = "鼠牛虎兔龙蛇马羊猴鸡狗猪"
BORN_IN_YEAR_OF = re.compile(rf"(?<!金)属(?:小|大)?([{ZODIAC}])")
RELATIVE = {"今": 0, "去": 1, "前": 2, "大前": 3}


def births(scene: Scene, today: date) -> list[Mention]:
    """What a text says of days, months and years of birth."""
    found = []
    for one in BORN.finditer(scene.text):
        after, before = AFTER.match(scene.text, one.end()), BEFORE.search(scene.text[: one.start()])
        if not (after or before or _of_somebody(one, scene)):
            continue
        end = after.end() if after else one.end()
        mention = _mention(one, scene, today, end)
        if mention:
            found.append(mention)
    return found


def _of_somebody(one: re.Match[str], scene: Scene) -> bool:
    """我妈44年的: a year beside a person's word, with nothing else that it could date."""
    link = LINK.search(scene.text[: one.start()])
    named = scene.named_before(one.start() - len(link[0] if link else ""))
    return named is not None and bool(OF.match(scene.text, one.end()))


def _mention(one: re.Match[str], scene: Scene, today: date, end: int) -> Mention | None:
    named = [p for p in scene.people if p.end <= one.start()]
    child = named[-1].relation.applicant == "child" if named else scene.has("child")
    year = _year(one["year"] or one["y"], today, elder=not child and scene.has("resident"))
    month, day = _number(one["month"] or one["m"]), _number(one["day"] or one["d"])
    if not 1890 <= year <= today.year or (month and not 1 <= month <= 12):
        return None
    stated = (
        _child(year, month, day, today)
        if today.year - year < 18
        else _adult(year, month, day, today)
    )
    return Mention(one.start(), end, *stated) if stated else None


def _number(text: str | None) -> int | None:
    return None if text is None else int(value(text) or 0)


def _year(said: str, today: date, elder: bool) -> int:
    if said in RELATIVE:
        return today.year - RELATIVE[said]
    year = int(value(said) or 0)
    if year >= 100:
        return year
    return 1900 + year if elder or year > today.year % 100 else 2000 + year


def _date(year: int, month: int, day: int, today: date) -> date | None:
    try:
        born = date(year, month, day)
    except ValueError:
        return None
    return born if born <= today else None


def _child(year: int, month: int | None, day: int | None, today: date) -> tuple[str, object] | None:
    if month and day:
        born = _date(year, month, day, today)
        return ("child_birth_date", born) if born else None
    if month:
        return (
            ("child_birth_month", f"{year}-{month:02d}")
            if (year, month) <= (today.year, today.month)
            else None
        )
    return "child_birth_date", Interval(date(year, 1, 1), min(date(year, 12, 31), today))


def _adult(year: int, month: int | None, day: int | None, today: date) -> tuple[str, object] | None:
    if month and day:
        born = _date(year, month, day, today)
        return ("birth_date", born) if born else None
    years = today.year - year
    if not month or month == today.month:
        return "age", interval(years - 1, years)
    return "age", years if month < today.month else years - 1


def zodiac(text: str, today: date) -> tuple[str, tuple[int, ...]] | None:
    """The animal somebody was born under and the years that fit an old person, latest first."""
    found = BORN_IN_YEAR_OF.search(text)
    if not found:
        return None
    latest = today.year - 60
    latest -= (latest - 1936 - ZODIAC.index(found[1])) % 12
    return found[1], tuple(year for year in range(latest, today.year - 110, -12))
