"""The Chinese words for the ids that everything shares; knows no page and decides nothing."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask

from web.i18n import LazyString, lazy_gettext

Labels = Mapping[str, LazyString]

LISTS: Labels = {
    "eldercare": lazy_gettext("普惠养老清单（附表1）"),
    "childcare": lazy_gettext("普惠托育清单（附表2）"),
    "plan": lazy_gettext("重点任务"),
}
SIDES: Labels = {
    "eldercare": lazy_gettext("养老"),
    "childcare": lazy_gettext("托育"),
    "both": lazy_gettext("养老和托育"),
}
AUDIENCES: Labels = {
    "resident": lazy_gettext("老人和残疾人"),
    "child": lazy_gettext("有小孩的家庭"),
    "taxpayer": lazy_gettext("交个人所得税的人"),
    "worker": lazy_gettext("护理员、保育员、医护"),
    "provider": lazy_gettext("养老托育机构"),
    "government": lazy_gettext("政府部门"),
}
KINDS: Labels = {
    "policy": lazy_gettext("政策"),
    "benefit": lazy_gettext("待遇"),
    "guide": lazy_gettext("办事指南"),
    "figure": lazy_gettext("数字"),
}
STRENGTHS: Labels = {
    "in_force": lazy_gettext("正在实行"),
    "encouraged": lazy_gettext("鼓励办，看各县区"),
    "exploratory": lazy_gettext("还在探索"),
}
STRENGTH_SAYS: Labels = {
    "in_force": lazy_gettext("这一项已经在办。"),
    "encouraged": lazy_gettext("这一项是鼓励、支持有条件的地方办，您那里办不办，要先问。"),
    "exploratory": lazy_gettext("这一项还在摸索，本市是否已经开办没有公布，先问清楚再跑。"),
}
CERTAINTIES: Labels = {
    "stated": lazy_gettext("方案里写明的"),
    "cited": lazy_gettext("国家或省里的文件写明的"),
    "unconfirmed": lazy_gettext("还没核实，以区县民政（卫健）部门答复为准，可先打 12345"),
}
FORMS: Labels = {
    "cash": lazy_gettext("发钱"),
    "service": lazy_gettext("给服务，不发钱"),
    "voucher": lazy_gettext("消费券，抵服务费"),
    "tax_deduction": lazy_gettext("算税时扣除的数，不是发钱"),
    "reduction": lazy_gettext("减免"),
    "price_class": lazy_gettext("按这一类价格收"),
    "price_floor": lazy_gettext("出让底价"),
}
DECIDED: Labels = {
    "eligible": lazy_gettext("符合"),
    "likely": lazy_gettext("可能可以"),
    "unknown": lazy_gettext("还不能确定"),
    "ineligible": lazy_gettext("不符合"),
}
OUTCOMES: Labels = {
    "answered": lazy_gettext("答了"),
    "asking": lazy_gettext("在追问"),
    "handoff": lazy_gettext("转人工"),
    "emergency": lazy_gettext("急救提示"),
    "declined": lazy_gettext("没有接"),
    "unknown": lazy_gettext("没答上"),
}
FACETS: Labels = {
    "who": lazy_gettext("谁能享受"),
    "how_much": lazy_gettext("多少"),
    "where": lazy_gettext("去哪办"),
    "papers": lazy_gettext("带什么"),
    "how_long": lazy_gettext("多久办好"),
    "why_not": lazy_gettext("常见的办不成"),
    "combine": lazy_gettext("能不能一起领"),
}


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(
        LISTS=LISTS,
        SIDES=SIDES,
        AUDIENCES=AUDIENCES,
        KINDS=KINDS,
        STRENGTHS=STRENGTHS,
        STRENGTH_SAYS=STRENGTH_SAYS,
        CERTAINTIES=CERTAINTIES,
        FORMS=FORMS,
        OUTCOMES=OUTCOMES,
        DECIDED=DECIDED,
        FACETS=FACETS,
    )
