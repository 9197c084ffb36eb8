"""How much, as staff learned it: one amount, or all bands of a benefit.

Knows nothing of who may draw it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from knowledge.overlays.conditions import criterion
from knowledge.overlays.revising import (
    decides,
    in_force,
    revised,
    settle,
    settle_policies,
    wanted,
    with_benefit,
)
from knowledge.overlays.statement import Overlay, OverlayError, number, only, text, texts
from knowledge.pack import Amount, AmountRule, Benefit, Pack, Version
from knowledge.wording import FORMS, UNITS

FIGURE = ("min", "max", "unit", "form")
MOST = 10_000_000
PERCENT_MOST = 100


def amount(pack: Pack, overlay: Overlay, day: date) -> Pack:
    """`{label?, min, max, unit, form, settles?}`: one amount, of the band with that label."""
    only(overlay.value, (*FIGURE, "label", "settles"))
    benefit = wanted(pack.benefits, overlay.target, "待遇")
    version = in_force(benefit, day)
    figure = _amount({k: v for k, v in overlay.value.items() if k in FIGURE}, "value")
    index = _band(version, overlay.value.get("label"))
    if index is None:
        rules = (*version.amounts, AmountRule(figure, certainty="cited"))
    else:
        given = replace(version.amounts[index], amount=figure, computed=None, certainty="cited")
        rules = (*version.amounts[:index], given, *version.amounts[index + 1 :])
    return _given(pack, benefit, overlay, rules, day)


def bands(pack: Pack, overlay: Overlay, day: date) -> Pack:
    """`{bands: [{label, when?, min, max, unit, form}], settles?}`: all bands, in place of the old ones."""
    only(overlay.value, ("bands", "settles"))
    benefit = wanted(pack.benefits, overlay.target, "待遇")
    version = in_force(benefit, day)
    listed = overlay.value.get("bands")
    if not isinstance(listed, (list, tuple)) or not listed:
        raise OverlayError("value.bands", "要列出至少一档：[{label, min, max, unit, form}]")
    rules = tuple(_rule(pack, version, one, index) for index, one in enumerate(listed))
    return _given(pack, benefit, overlay, rules, day)


def _given(
    pack: Pack, benefit: Benefit, overlay: Overlay, rules: Sequence[AmountRule], day: date
) -> Pack:
    rules, version = tuple(rules), in_force(benefit, day)
    settles = texts(overlay.value.get("settles", ()), "value.settles")
    for point in settles:
        _may_settle(benefit, version, point)
    benefit = revised(benefit, day, overlay.said, amounts=rules)
    pack = settle(with_benefit(pack, benefit), benefit, settles, day)
    return settle_policies(pack, benefit.policies, settles)


def _may_settle(benefit: Benefit, version: Version, point: str) -> None:
    own = [each.id for each in benefit.open]
    if point not in own:
        known = "、".join(own) or "（没有）"
        raise OverlayError("value.settles", f"没有 {point} 这个未定的点，可写：{known}")
    if decides(version.when, point):
        raise OverlayError(
            "value.settles", f"{point} 决定谁能享受，只有金额定不下来；请把它从 settles 里去掉"
        )


def _band(version: Version, label: Any) -> int | None:
    labels = [rule.label for rule in version.amounts]
    if label is None and len(labels) <= 1:
        return 0 if labels else None
    if label is not None and text(label, "value.label") in labels:
        return labels.index(label)
    known = "、".join(str(each) for each in labels if each) or "（这一项不分档，去掉 label）"
    raise OverlayError("value.label", f"要写明是哪一档：{known}；要改各档，用 bands")


def _rule(pack: Pack, version: Version, data: Any, index: int) -> AmountRule:
    name = f"value.bands[{index}]"
    if not isinstance(data, Mapping):
        raise OverlayError(name, "每一档要写成 {label, min, max, unit, form} 这样的一组")
    only(data, (*FIGURE, "label", "when"))
    label = text(data.get("label"), f"{name}.label")
    same = next((rule for rule in version.amounts if rule.label == label), None)
    when = criterion(data["when"], f"{name}.when", pack.facts) if "when" in data else None
    figure = _amount({k: v for k, v in data.items() if k in FIGURE}, name)
    return AmountRule(
        figure, when=when or (same.when if same else None), label=label, certainty="cited"
    )


def _amount(data: Mapping[str, Any], name: str) -> Amount:
    unit, form = data.get("unit"), data.get("form")
    units = (*UNITS, "percent")
    if unit not in units:
        raise OverlayError(f"{name}.unit", f"单位只能写 {'、'.join(units)}")
    if form not in FORMS:
        raise OverlayError(f"{name}.form", f"给的是什么，只能写 {'、'.join(FORMS)}")
    most = PERCENT_MOST if unit == "percent" else MOST
    low, high = (number(data.get(end), f"{name}.{end}", most) for end in ("min", "max"))
    if low is None and high is None:
        raise OverlayError(f"{name}.max", "min 和 max 至少填一个；两个一样就是定数")
    if low is not None and high is not None and low > high:
        raise OverlayError(f"{name}.min", "min 不能大于 max")
    return Amount(low, high, unit, form, "cited")
