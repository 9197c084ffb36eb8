"""What a made-up provider of each type looks like: plausible, and no statement about any real place.

Data only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.kinds import CareLevel, FeeUnit, ProviderType

ALL_LEVELS = tuple(CareLevel)
NEEDING_CARE = (CareLevel.MODERATE, CareLevel.SEVERE, CareLevel.TOTAL)
ABLE = (CareLevel.INDEPENDENT, CareLevel.MILD, CareLevel.MODERATE)
ALWAYS = (0, 24)


@dataclass(frozen=True)
class Shape:
    """Ranges to draw from; `fee` is lowest, highest, step, unit; `open` in hours of the clock."""

    capacity: tuple[int, int] | None = None
    fee: tuple[int, int, int, FeeUnit] | None = None
    ages: tuple[int, int] | None = None
    levels: Sequence[CareLevel] = ()
    tags: Sequence[str] = ()
    services: Sequence[str] = ()
    open: tuple[int, int] = (9, 17)
    days: int = 5


SHAPES: Mapping[ProviderType, Shape] = {
    ProviderType.ELDER_HOME: Shape(
        (60, 240), (900, 2600, 100, FeeUnit.MONTH), None, ALL_LEVELS,
        ("nursing_beds", "meals", "barrier_free", "short_stay"), ("住养", "助餐"), ALWAYS, 7,
    ),
    ProviderType.NURSING_HOME: Shape(
        (80, 200), (2400, 4800, 100, FeeUnit.MONTH), None, NEEDING_CARE,
        ("nursing_beds", "in_house_clinic", "medical_insurance", "dementia_care"),
        ("护理", "康复"), ALWAYS, 7,
    ),
    ProviderType.INTEGRATED_CARE: Shape(
        (80, 300), (2200, 4500, 100, FeeUnit.MONTH), None, ALL_LEVELS,
        ("in_house_clinic", "medical_insurance", "nursing_beds", "dementia_care"),
        ("住养", "医疗", "康复"), ALWAYS, 7,
    ),
    ProviderType.DAY_CARE: Shape(
        (15, 40), (20, 60, 5, FeeUnit.DAY), None, ABLE,
        ("meals", "barrier_free", "pickup"), ("日间照料", "助餐"), (8, 17), 5,
    ),
    ProviderType.HOME_CARE_STATION: Shape(
        None, (20, 50, 5, FeeUnit.HOUR), None, ALL_LEVELS,
        ("voucher_designated", "meals"), ("助洁", "助浴", "助医"), (8, 18), 6,
    ),
    ProviderType.CANTEEN: Shape(
        (30, 100), (6, 12, 1, FeeUnit.MEAL), None, (),
        ("meals", "barrier_free"), ("午餐", "送餐"), (10, 13), 7,
    ),
    ProviderType.STREET_CENTRE: Shape(
        (20, 80), (1200, 2400, 100, FeeUnit.MONTH), None, ALL_LEVELS,
        ("short_stay", "meals", "barrier_free", "demonstration"),
        ("短期托养", "日间照料", "助餐"), (8, 18), 7,
    ),
    ProviderType.RURAL_RESIDENCE: Shape(
        (20, 60), None, None, ABLE, ("meals", "barrier_free"), ("集中居住",), ALWAYS, 7
    ),
    ProviderType.ELDER_UNIVERSITY: Shape((100, 400), services=("书画", "声乐"), open=(8, 17)),
    ProviderType.NURSERY: Shape(
        (30, 120), (1200, 3000, 100, FeeUnit.MONTH), (6, 36), (),
        ("inclusive", "registered", "meals", "part_day"), ("全日托", "半日托"), (7, 18), 5,
    ),
    ProviderType.NURSERY_CLASS: Shape(
        (20, 60), (800, 2000, 100, FeeUnit.MONTH), (24, 36), (),
        ("inclusive", "registered", "meals"), ("托班",), (8, 17), 5,
    ),
    ProviderType.FAMILY_NURSERY: Shape(
        (3, 5), (1000, 2200, 100, FeeUnit.MONTH), (6, 36), (),
        ("registered", "part_day"), ("家庭托育",), (8, 18), 5,
    ),
    ProviderType.GUIDANCE_CENTRE: Shape(
        ages=(0, 36), services=("养育照护指导", "家长课堂"), tags=("barrier_free",)
    ),
    ProviderType.PARENT_CHILD_HOUSE: Shape(
        (10, 30), None, (0, 36), (), ("barrier_free",), ("亲子活动",), (9, 17), 6
    ),
    ProviderType.NURSING_ROOM: Shape(
        ages=(0, 36), services=("哺乳", "换尿布"), tags=("barrier_free",), open=ALWAYS, days=7
    ),
}  # fmt: skip

COMMON = (
    ProviderType.ELDER_HOME, ProviderType.DAY_CARE, ProviderType.HOME_CARE_STATION,
    ProviderType.CANTEEN, ProviderType.NURSERY, ProviderType.NURSERY_CLASS,
)  # fmt: skip
