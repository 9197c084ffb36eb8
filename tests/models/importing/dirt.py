"""A list as dirty as real ones, of any length, from a seed: the rows that an import has to survive.

Nothing in it is anybody's: names are made up, numbers are out of the ranges that are given out.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from models.importing import Locality

HEADINGS = ("序号", "机构名称", "机构类型", "所属市", "所在区县", "所属街道", "详细地址", "联系电话",
            "核定床位数（张）", "空余床位", "收费标准（元/月）", "性质", "备案编号", "经度", "纬度",
            "服务项目", "是否医保定点", "负责人", "Postcode")  # fmt: skip
STREETS = {"海州区": ("新浦街道", "朐阳", "锦屏镇"), "连云区": ("墟沟街道", "连云"),
           "东海县": ("牛山街道", "白塔埠镇"), "灌云县": ("伊山镇",)}  # fmt: skip
CITY = Locality(
    [(of, street) for of, streets in STREETS.items() for street in streets],
    {"新浦区": "海州区"}, "连云港市", "0518",
)  # fmt: skip
TYPES = ("养老院", "护理院", "日间照料中心", "老年食堂", "居家养老服务站")
CENTRE = ("119.221600", "34.596700")
FIRST, SECOND = "松鹤康寿安宁福乐和美春晖", "龄园怡颐祥瑞泰平顺心源林"


def rows(count: int, seed: int = 1) -> Iterator[tuple[object, ...]]:
    """The headings and so many rows."""
    chance = random.Random(seed)
    yield HEADINGS
    for number in range(1, count + 1):
        yield _row(chance, number)


def _row(chance: random.Random, number: int) -> tuple[object, ...]:
    district = chance.choice(list(STREETS))
    city, written = "连云港市", district
    if number % 50 == 7:
        city, written = "盐城市", "亭湖区"
    elif number % 50 == 9:
        written = "新浦区" if district == "海州区" else district.rstrip("区县")
    name = _name(chance, number)
    lon, lat = _point(chance, number)
    return (
        number, name, chance.choice(TYPES), city, written, chance.choice(STREETS[district]),
        _address(chance, number), _phone(chance, number), _beds(chance, number),
        "", chance.choice(("1500-3000", "１２００", "2800起", "面议", "")),
        chance.choice(("民办", "公办", "公建民营", "")), f"3207{number:010}" if number % 3 else "",
        lon, lat, chance.choice(("助餐、助浴", "", "日托")), chance.choice(("是", "否", "")),
        "某人", "222000",
    )  # fmt: skip


def _name(chance: random.Random, number: int) -> str:
    own = f"{chance.choice(FIRST)}{chance.choice(SECOND)}{number}"
    if number % 11 == 0:
        return f"连云港{own}养老服务有限公司（{own}颐养院）"
    return f"{own}（{chance.choice('东西南北')}院）" if number % 7 == 0 else f"{own}院"


def _address(chance: random.Random, number: int) -> str:
    road = f"{chance.choice(SECOND)}{number % 997}路"
    return f"{road}{number}号、{number + 2}号" if number % 13 == 0 else f"{road}{number}号"


def _phone(chance: random.Random, number: int) -> str:
    local = f"{80000000 + number}"
    return chance.choice(
        (f"0518-{local}", local, f"0518-{local}转8001", f"（０５１８）{local}", f"0518-{local}分机12",
         f"0518-{local} 180{number:08}", f"{local}、0518-{local}", "某某某", f"某某某 0518-{local}", "")
    )  # fmt: skip


def _beds(chance: random.Random, number: int) -> str:
    return chance.choice(("０", "0", "120张", "３０", "45", "", "—"))


def _point(chance: random.Random, number: int) -> tuple[str, str]:
    if number % 20 == 3:
        return CENTRE
    if number % 4 == 0:
        return "", ""
    return f"{119.1 + chance.random() / 5:.6f}", f"{34.5 + chance.random() / 5:.6f}"
