"""What benefits, policies and figures say in words once figures were given; runs after all of them are laid.

Changes texts only: whatever decides has been changed before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from knowledge.overlays.rewording import (
    AMOUNT,
    GROUPS,
    PRICE,
    notes_without_unknown,
    point_without_amount,
    retold,
    without_unknown,
)
from knowledge.overlays.statement import Overlay
from knowledge.overlays.tariffs import PRICING, UTILITIES, paid
from knowledge.pack import AmountRule, Benefit, Pack, Tariff
from knowledge.wording import amount as amount_in_words
from knowledge.wording import number as number_in_words

HALF = "cable_tv_half"
MEASURES = {"CNY/kWh": "每度", "CNY/m3": "每立方米", "CNY/month": "每月"}
AMOUNTS = ("amount", "bands")


def tell(pack: Pack, overlays: Sequence[Overlay], day: date) -> Pack:
    for target in dict.fromkeys(o.target for o in overlays if o.kind in AMOUNTS):
        given = [o for o in overlays if o.kind in AMOUNTS and o.target == target]
        pack = _with(pack, _amounts(pack.benefits[target], given, day))
    for overlay in overlays:
        if overlay.kind == "groups" and overlay.value.get("complete", True):
            pack = _groups(pack, overlay)
    if any(overlay.kind == "tariff" for overlay in overlays):
        pack = _prices(pack, PRICING, [pack.tariffs[each] for each in UTILITIES])
        pack = _prices(pack, HALF, [pack.tariffs["cable_tv"]])
    return pack


def _with(pack: Pack, benefit: Benefit) -> Pack:
    return replace(pack, benefits={**pack.benefits, benefit.id: benefit})


def _amounts(benefit: Benefit, given: Sequence[Overlay], day: date) -> Benefit:
    version = benefit.version_on(day)
    rules = version.amounts if version else ()
    said = "；".join(_band(rule, len(rules) > 1) for rule in rules)
    said = f"{said}（{_sources(given)}）。"
    return replace(
        benefit,
        answer=f"{without_unknown(benefit.answer, AMOUNT)}{said}",
        summary=without_unknown(benefit.summary, AMOUNT) or benefit.summary,
        facets={**benefit.facets, "how_much": said},
        notes=notes_without_unknown(benefit.notes, AMOUNT),
        open=tuple(replace(p, says=point_without_amount(p.says)) for p in benefit.open),
    )


def _band(rule: AmountRule, several: bool) -> str:
    label = f"{rule.label}：" if several and rule.label else ""
    if rule.computed:
        return f"{label}按每个人的情况算"
    return f"{label}{amount_in_words(rule.amount)}" if rule.amount else f"{label}还没有核到"


def _sources(given: Iterable[Overlay]) -> str:
    return "、".join(dict.fromkeys(overlay.source for overlay in given))


def _groups(pack: Pack, overlay: Overlay) -> Pack:
    benefit = retold(pack.benefits[overlay.target], GROUPS)
    listed = "；".join(
        one if isinstance(one, str) else one["because"] for one in overlay.value["groups"]
    )
    first = benefit.facets.get("who", "").split("。")[0]
    who = f"{first}。名单上有（{overlay.source}）：{listed}。".removeprefix("。")
    answer = f"{benefit.answer}名单已经公布（{overlay.source}），说说老人的情况就能对一对。"
    notes = notes_without_unknown(benefit.notes, GROUPS)
    facets = {**benefit.facets, "who": who}
    pack = _with(pack, replace(benefit, answer=answer, facets=facets, notes=notes))
    policies = {each: retold(pack.policies[each], GROUPS) for each in benefit.policies}
    figures = {
        each: retold(pack.figures[each], GROUPS)
        for policy in policies.values()
        for each in policy.figures
    }
    return replace(
        pack, policies={**pack.policies, **policies}, figures={**pack.figures, **figures}
    )


def _prices(pack: Pack, benefit_id: str, used: Sequence[Tariff]) -> Pack:
    rates = [(each, rate) for each in used for rate in paid(each)]
    known = [(each, rate) for each, rate in rates if rate["price"] is not None]
    if not known:
        return pack
    benefit, whole = pack.benefits[benefit_id], len(known) == len(rates)
    said = "；".join(
        f"{each.name}（{rate['label']}）{MEASURES[each.unit]} {number_in_words(rate['price'])} 元"
        f"（{rate['source']}）"
        for each, rate in known
    )
    rest = without_unknown(benefit.facets["how_much"], PRICE)
    left = "" if whole else "别的价还没有核到，以供应公司价目为准。"
    facets = {**benefit.facets, "how_much": f"{rest}已知的价：{said}。{left}"}
    notes = notes_without_unknown(benefit.notes, PRICE) if whole else benefit.notes
    return _with(pack, replace(benefit, facets=facets, notes=notes))
