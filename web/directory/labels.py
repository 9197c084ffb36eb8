"""The words a page uses for what describes a provider; knows no row and no address."""

from __future__ import annotations

from typing import Any

from web.i18n import lazy_gettext

KINDS = {"eldercare": lazy_gettext("养老"), "childcare": lazy_gettext("托育")}
TYPES = {
    "elder_home": lazy_gettext("养老院"),
    "nursing_home": lazy_gettext("护理院"),
    "integrated_care": lazy_gettext("医养结合机构"),
    "day_care": lazy_gettext("日间照料中心"),
    "home_care_station": lazy_gettext("居家养老服务站"),
    "canteen": lazy_gettext("老年助餐点"),
    "street_centre": lazy_gettext("街道综合性养老服务中心"),
    "rural_residence": lazy_gettext("老年集中居住区"),
    "elder_university": lazy_gettext("老年大学"),
    "nursery": lazy_gettext("托育机构"),
    "nursery_class": lazy_gettext("幼儿园托班"),
    "family_nursery": lazy_gettext("家庭托育点"),
    "guidance_centre": lazy_gettext("婴幼儿照护服务指导中心"),
    "parent_child_house": lazy_gettext("亲子小屋"),
    "nursing_room": lazy_gettext("母婴室"),
}
OWNERSHIPS = {
    "public": lazy_gettext("公办"),
    "private": lazy_gettext("民办"),
    "public_run_privately": lazy_gettext("公建民营"),
    "private_publicly_aided": lazy_gettext("民办公助"),
}
STATUSES = {
    "operating": lazy_gettext("正常开放"),
    "suspended": lazy_gettext("暂停服务"),
    "closed": lazy_gettext("已关闭"),
}
CARE_LEVELS = {
    "independent": lazy_gettext("能自理"),
    "mild": lazy_gettext("轻度失能"),
    "moderate": lazy_gettext("中度失能"),
    "severe": lazy_gettext("重度失能"),
    "total": lazy_gettext("完全失能"),
}
FEE_UNITS = {
    "CNY/month": lazy_gettext("元/月"),
    "CNY/day": lazy_gettext("元/天"),
    "CNY/hour": lazy_gettext("元/小时"),
    "CNY/meal": lazy_gettext("元/餐"),
}
CLOSEST_WORDS = lazy_gettext("最贴近您写的")
SORTS = {
    "relevance": lazy_gettext("按名称"),
    "distance": lazy_gettext("近的在前"),
    "fee": lazy_gettext("收费低的在前"),
    "vacancies": lazy_gettext("空位多的在前"),
}
TAGS = {
    "inclusive": lazy_gettext("普惠"),
    "demonstration": lazy_gettext("示范"),
    "nursing_beds": lazy_gettext("有护理型床位"),
    "dementia_care": lazy_gettext("照护失智老人"),
    "in_house_clinic": lazy_gettext("里面有医务室"),
    "medical_insurance": lazy_gettext("医保定点"),
    "voucher_designated": lazy_gettext("能用养老消费券"),
    "short_stay": lazy_gettext("可以短住"),
    "meals": lazy_gettext("管饭"),
    "barrier_free": lazy_gettext("无障碍"),
    "pickup": lazy_gettext("接送"),
    "special_needs": lazy_gettext("照护有特殊需要的孩子"),
    "part_day": lazy_gettext("半天、按小时也收"),
    "registered": lazy_gettext("已备案"),
}
FIELDS = {
    "kind": lazy_gettext("养老还是托育"),
    "q": lazy_gettext("名字、地方、特点"),
    "near": lazy_gettext("从哪里算起（街道、乡镇）"),
    "radius_km": lazy_gettext("多远以内"),
    "district": lazy_gettext("哪个区县"),
    "street": lazy_gettext("哪个街道、乡镇"),
    "type": lazy_gettext("哪一类"),
    "ownership": lazy_gettext("谁办的"),
    "age_months": lazy_gettext("孩子多大（按满月）"),
    "care_level": lazy_gettext("老人现在怎么样"),
    "max_fee": lazy_gettext("最多多少钱（元）"),
    "tag": lazy_gettext("特点"),
    "with_vacancy": lazy_gettext("有空位"),
    "open_now": lazy_gettext("现在开门"),
    "sort": lazy_gettext("怎么排"),
}
WEEKDAYS = {
    1: lazy_gettext("周一"),
    2: lazy_gettext("周二"),
    3: lazy_gettext("周三"),
    4: lazy_gettext("周四"),
    5: lazy_gettext("周五"),
    6: lazy_gettext("周六"),
    7: lazy_gettext("周日"),
}


def words() -> dict[str, Any]:
    """All of them by name, as a template wants them."""
    return {
        "PROVIDER_KINDS": KINDS,
        "TYPES": TYPES,
        "OWNERSHIPS": OWNERSHIPS,
        "STATUSES": STATUSES,
        "CARE_LEVELS": CARE_LEVELS,
        "FEE_UNITS": FEE_UNITS,
        "SORTS": SORTS,
        "FIELDS": FIELDS,
        "TAGS": TAGS,
        "WEEKDAYS": WEEKDAYS,
    }
