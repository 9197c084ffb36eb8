"""The closed lists a provider is described with, and the Chinese words for them, the usual one first.

Knows no table and no file format; the search text, the import and the samples read the words from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Kind(StrEnum):
    ELDERCARE = "eldercare"
    CHILDCARE = "childcare"


class ProviderType(StrEnum):
    ELDER_HOME = "elder_home"
    NURSING_HOME = "nursing_home"
    INTEGRATED_CARE = "integrated_care"
    DAY_CARE = "day_care"
    HOME_CARE_STATION = "home_care_station"
    CANTEEN = "canteen"
    STREET_CENTRE = "street_centre"
    RURAL_RESIDENCE = "rural_residence"
    ELDER_UNIVERSITY = "elder_university"
    NURSERY = "nursery"
    NURSERY_CLASS = "nursery_class"
    FAMILY_NURSERY = "family_nursery"
    GUIDANCE_CENTRE = "guidance_centre"
    PARENT_CHILD_HOUSE = "parent_child_house"
    NURSING_ROOM = "nursing_room"

    @property
    def kind(self) -> Kind:
        return Kind.CHILDCARE if self in CHILDCARE_TYPES else Kind.ELDERCARE


CHILDCARE_TYPES = (
    ProviderType.NURSERY,
    ProviderType.NURSERY_CLASS,
    ProviderType.FAMILY_NURSERY,
    ProviderType.GUIDANCE_CENTRE,
    ProviderType.PARENT_CHILD_HOUSE,
    ProviderType.NURSING_ROOM,
)
ELDERCARE_TYPES = tuple(each for each in ProviderType if each not in CHILDCARE_TYPES)


class Ownership(StrEnum):
    PUBLIC = "public"
    PRIVATE = "private"
    PUBLIC_RUN_PRIVATELY = "public_run_privately"
    PRIVATE_PUBLICLY_AIDED = "private_publicly_aided"


class Status(StrEnum):
    OPERATING = "operating"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class Precision(StrEnum):
    """How exactly the coordinates say where the door is."""

    EXACT = "exact"
    STREET = "street"
    DISTRICT = "district"
    NONE = "none"


# A point that only stands for a district would put every door of it at the same false distance.
LOCATED = (Precision.EXACT, Precision.STREET)


class CoordinateSystem(StrEnum):
    """The system the source used; what is stored is always WGS-84."""

    WGS84 = "wgs84"
    GCJ02 = "gcj02"
    BD09 = "bd09"


class FeeUnit(StrEnum):
    MONTH = "CNY/month"
    DAY = "CNY/day"
    HOUR = "CNY/hour"
    MEAL = "CNY/meal"


class CareLevel(StrEnum):
    INDEPENDENT = "independent"
    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"
    TOTAL = "total"


TYPE_WORDS: Mapping[ProviderType, tuple[str, ...]] = {
    ProviderType.ELDER_HOME: ("养老院", "敬老院", "福利院", "老年公寓", "养老机构", "养老中心"),
    ProviderType.NURSING_HOME: ("护理院", "护理型养老院", "护理中心"),
    ProviderType.INTEGRATED_CARE: ("医养结合机构", "医养结合", "医养中心"),
    ProviderType.DAY_CARE: ("日间照料中心", "日间照料", "托老所", "关爱之家", "日托"),
    ProviderType.HOME_CARE_STATION: (
        "居家养老服务站",
        "居家养老服务中心",
        "居家养老",
        "虚拟养老院",
    ),
    ProviderType.CANTEEN: ("助餐点", "老年食堂", "长者食堂", "老年助餐", "助餐"),
    ProviderType.STREET_CENTRE: (
        "街道综合性养老服务中心",
        "综合性养老服务中心",
        "综合养老服务中心",
    ),
    ProviderType.RURAL_RESIDENCE: ("老年集中居住区", "集中居住区", "农村幸福院"),
    ProviderType.ELDER_UNIVERSITY: ("老年大学", "老年学校"),
    ProviderType.NURSERY: ("托育机构", "托育中心", "托育园", "托育", "托儿所"),
    ProviderType.NURSERY_CLASS: ("幼儿园托班", "托班", "托幼一体", "幼儿园"),
    ProviderType.FAMILY_NURSERY: ("家庭托育点", "家庭托育"),
    ProviderType.GUIDANCE_CENTRE: ("婴幼儿照护服务指导中心", "照护服务指导中心", "指导中心"),
    ProviderType.PARENT_CHILD_HOUSE: ("亲子小屋", "亲子活动室"),
    ProviderType.NURSING_ROOM: ("母婴室", "哺乳室", "母婴设施"),
}

TAG_WORDS: Mapping[str, tuple[str, ...]] = {
    "inclusive": ("普惠", "普惠性", "普惠托育", "普惠机构"),
    "demonstration": ("示范", "示范机构", "示范性"),
    "nursing_beds": ("护理型床位", "护理床位"),
    "dementia_care": ("失智照护", "认知症照护", "认知症专区", "失智专区"),
    "in_house_clinic": ("内设医疗机构", "内设医务室", "医务室"),
    "medical_insurance": ("医保定点", "医保"),
    "voucher_designated": ("消费补贴定点", "消费券定点"),
    "short_stay": ("短期托养", "喘息服务", "短住"),
    "meals": ("供餐", "助餐", "含餐"),
    "barrier_free": ("无障碍", "无障碍设施"),
    "pickup": ("接送",),
    "special_needs": ("特殊需要", "特殊儿童"),
    "part_day": ("半日托", "计时托", "临时托"),
    "registered": ("已备案", "备案"),
}
