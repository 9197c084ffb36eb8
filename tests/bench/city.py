"""Made-up providers by the hundred thousand, written straight into the tables; the same ones every time.

Knows the columns, and no search.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import batched
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, insert
from sqlalchemy.orm import Session

from models import Provider, ProviderCareLevel, ProviderTag, ProviderType, words
from models.finding import changes
from models.finding.week import ALWAYS
from models.kinds import TAG_WORDS, TYPE_WORDS, CareLevel, FeeUnit, Ownership, Precision

TODAY = date(2026, 11, 24)
DISTRICTS = {
    "海州区": (34.58, 119.16), "连云区": (34.74, 119.37), "赣榆区": (34.84, 119.12),
    "东海县": (34.54, 118.75), "灌云县": (34.28, 119.24), "灌南县": (34.09, 119.32),
}  # fmt: skip
SYLLABLES = "松鹤康宁福寿安泰春晖夕阳颐和爱心阳光仁德金秋长青益民瑞祥乐龄同心海滨云台花果朝霞星辰小苗芽蓝天彩虹童"
STREETS = [a + b for a, b in zip(SYLLABLES, SYLLABLES[7:] + SYLLABLES[:7], strict=True)]
ROADS = "解放海连朝阳苍梧郁州瀛洲巨龙龙河幸福通灌民主建设中华盐河玉带科苑学院港城"
WEEKDAYS = ",".join(f"{day}:480-1020" for day in range(1, 6))
A_BATCH = 10_000
Row = dict[str, Any]


def fill(engine: Engine, count: int) -> None:
    chance = random.Random(count)
    with Session(engine) as session:
        for numbers in batched(range(count), A_BATCH):
            rows = [_row(chance, number) for number in numbers]
            session.connection().execute(insert(Provider), rows)
            session.connection().execute(insert(ProviderTag), list(_tags(chance, rows)))
            session.connection().execute(insert(ProviderCareLevel), list(_levels(chance, rows)))
        changes.count(session)
        session.commit()


def _row(chance: random.Random, number: int) -> Row:
    type_ = chance.choice(list(ProviderType))
    district = chance.choice(list(DISTRICTS))
    street = f"{chance.choice(STREETS)}街道"
    called = "".join(chance.choices(SYLLABLES, k=chance.choice((2, 2, 3))))
    name = f"{called}{chance.choice(TYPE_WORDS[type_])}"
    road = "".join(chance.choices(ROADS, k=2))
    lat, lon = DISTRICTS[district]
    return {
        "id": UUID(int=chance.getrandbits(128)), "name": name, "kind": type_.kind, "type": type_,
        "ownership": chance.choice(list(Ownership)), "status": "operating",
        "district": district, "street": street, "address": f"{road}路 {number % 900 + 1} 号",
        "lat": lat + chance.gauss(0, 0.05), "lon": lon + chance.gauss(0, 0.06),
        "location_precision": Precision.EXACT, "source": "量速度用", "is_sample": False,
        "verified_on": TODAY - timedelta(days=chance.randrange(700)),
        **_figures(chance), **_read(name, f"{road}路{number % 900 + 1}号", chance),
    }  # fmt: skip


def _figures(chance: random.Random) -> Row:
    fee, day = Decimal(chance.randrange(300, 6000, 50)), TODAY - timedelta(chance.randrange(500))
    return {
        "capacity": 100, "capacity_on": day, "vacancies": chance.randrange(20), "vacancies_on": day,
        "fee_min": fee, "fee_max": fee * 2, "fee_unit": FeeUnit.MONTH, "fees_on": day,
        "age_min_months": chance.choice((0, 6, 12)), "age_max_months": chance.choice((36, 48)),
    }  # fmt: skip


def _read(name: str, address: str, chance: random.Random) -> Row:
    return {
        "name_folded": name, "name_pinyin": " ".join(map(_spoken, name)),
        "name_initials": "".join(_spoken(character)[0] for character in name),
        "other_names": "", "other_pinyin": "", "address_folded": address,
        "services_folded": chance.choice(("", "助餐", "助浴\n康复")),
        "week": chance.choice((ALWAYS, WEEKDAYS, "")),
    }  # fmt: skip


@cache
def _spoken(character: str) -> str:
    return words.pinyin(character)


def _tags(chance: random.Random, rows: list[Row]) -> Iterator[Row]:
    for row in rows:
        for tag in chance.sample(list(TAG_WORDS), 3):
            yield {"provider_id": row["id"], "tag": tag}


def _levels(chance: random.Random, rows: list[Row]) -> Iterator[Row]:
    for row in rows:
        for level in chance.sample(list(CareLevel), 2):
            yield {"provider_id": row["id"], "level": level}
