"""Numbers as people write and say them, exact or rough. Knows nothing of what is counted."""

from __future__ import annotations

import re
from dataclasses import dataclass

DIGIT = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
UNIT = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
CHINESE = "零〇一二两俩三四五六七八九十百千万亿"
# 老二一岁半 is the second child at one and a half, not twenty-one.
TOKEN = re.compile(
    rf"(\d+(?:\.\d+)?)([百千万亿]*)|[二三四五六七八九]?十有[一二三四五六七八九]|(?<!老)[{CHINESE}]+"
)
ROUGH = re.compile("多|来(?=[周岁张个块元度床])|好几|大几|几(?=$|[周岁张块元度床了的,。!?; ])")
LONGEST = 30  # characters; nobody counts that far, and a hundred 亿 are more than a float holds
PAIR = re.compile("(一二|一两|二三|两三|三四|四五|五六|六七|七八|八九)([十百千万]?)$")


@dataclass(frozen=True)
class Number:
    """A number in a text; `lo` and `hi` differ where it is rough (八十多, 七八十)."""

    start: int
    end: int
    lo: float
    hi: float
    digits: str  # as written, without what makes it rough

    @property
    def exact(self) -> bool:
        return self.lo == self.hi


def value(text: str) -> float | None:
    """The number a whole string stands for: 82, 1.5, 3万, 八十二, 二〇二三; None where it is none."""
    found = TOKEN.fullmatch(text)
    if not found or len(text) > LONGEST:
        return None
    if found[1]:
        return _as_number(float(found[1]) * _product(found[2]))
    return _chinese(text.replace("有", ""))


def _product(units: str) -> int:
    product = 1
    for unit in units:
        product *= UNIT[unit]
    return product


def _as_number(number: float) -> float:
    return int(number) if number == int(number) else number


def _chinese(text: str) -> float | None:
    if not set(text) & set(UNIT):
        return int("".join(str(DIGIT[c]) for c in text))
    total, section, digit, last = 0, 0, 0, 1
    for character in text:
        if character in DIGIT:
            digit, last = DIGIT[character], 10 if character in "零〇" else last
            continue
        unit = UNIT[character]
        if unit >= 10_000:
            total, section = total + max(1, section + digit) * unit, 0
        else:
            section += (digit if digit or section else 1) * unit
        digit, last = 0, unit
    # 一百二 is 120, 三千五 is 3500; after 十 or 零 the digit is a plain one.
    return total + section + digit * (last // 10 if last > 10 and text[-1] in DIGIT else 1)


def find(text: str) -> list[Number]:
    """Every number of a text in reading order."""
    return [number for found in TOKEN.finditer(text) if (number := _number(text, found))]


def _number(text: str, found: re.Match[str]) -> Number | None:
    start, end, said = found.start(), found.end(), found[0]
    if len(said) > LONGEST:
        return None
    pair = None if found[1] else PAIR.search(said)
    if pair and (pair.start() == 0 or set(said) & set(UNIT)):
        lo, hi = _pair(said, pair)
        return Number(start, end, lo, hi, said)
    exact = value(said)
    if exact is None:
        return None
    rough = ROUGH.match(text, end)
    if rough and exact >= 10:
        lo, hi = _rough(exact, rough[0])
        return Number(start, rough.end(), lo, hi, said)
    return Number(start, end, exact, exact, said)


def _pair(said: str, pair: re.Match[str]) -> tuple[float, float]:
    """七八十 is 70 to 89, 八十二三 is 82 to 83, 两三 is 2 to 3, 三四百 is 300 to 499."""
    low, high = (DIGIT[c] for c in pair[1])
    scale = UNIT.get(pair[2], 1)
    before = said[: pair.start()]
    base = (_chinese(before) or 0) if before else 0
    return base + low * scale, base + high * scale + scale - 1


def _rough(number: float, how: str) -> tuple[float, float]:
    """八十多 stays below 90, 一百多 below 200 when round; 七十来 is a few either way."""
    step = 10
    while number % (step * 10) == 0 and step < 10**8:
        step *= 10
    if how == "来":
        return number - step * 3 // 10, number + step // 2
    return number, number + step - 1
