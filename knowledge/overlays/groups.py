"""Who belongs: the published list of groups in place of the guesses that waited for it.

Knows nothing of amounts.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from knowledge.criteria import All, Any_, Criterion, Not, Open
from knowledge.overlays.conditions import criterion
from knowledge.overlays.revising import (
    in_force,
    revised,
    settle,
    settle_policies,
    wanted,
    with_benefit,
)
from knowledge.overlays.statement import Overlay, OverlayError, only, text
from knowledge.pack import OpenPoint, Pack

POINT = "groups"
OTHERS = "other_groups"  # groups on the list that no fact of a screening can tell
BECAUSE = "属于名单上的人群之一"


def groups(pack: Pack, overlay: Overlay, day: date) -> Pack:
    """`{groups: [criterion or name], complete?}`: each group as a condition, or only named.

    A whole list (the default) takes the place of the guesses and closes the point; a part of one adds
    groups that are sure and leaves the rest open. A group that is only named stays a question.
    """
    only(overlay.value, ("groups", "complete"))
    benefit = wanted(pack.benefits, overlay.target, "待遇")
    version, whole = in_force(benefit, day), overlay.value.get("complete", True)
    if not isinstance(whole, bool):
        raise OverlayError("value.complete", "名单完整填 true，只知道一部分填 false")
    named = _named(overlay.value.get("groups"))
    arms = tuple(_arm(one, index, pack) for index, one in enumerate(overlay.value["groups"]))
    when = _with_arms(version.when, arms, whole)
    if when is None:
        raise OverlayError("target", f"{benefit.title}没有等着公布名单的条件，不能填 groups")
    benefit = revised(benefit, day, overlay.said, when=when)
    if named:
        says = f"名单里还有：{'、'.join(named)}；是不是，问区县民政部门"
        benefit = replace(benefit, open=(*benefit.open, OpenPoint(OTHERS, says)))
    if not whole:
        return with_benefit(pack, benefit)
    pack = settle(with_benefit(pack, benefit), benefit, (POINT,), day)
    return settle_policies(pack, benefit.policies, (POINT,))


def _named(listed: Any) -> list[str]:
    if not isinstance(listed, (list, tuple)) or not listed:
        raise OverlayError("value.groups", "要列出至少一类人：一个条件，或者一个名称")
    return [one.strip() for one in listed if isinstance(one, str)]


def _arm(data: Any, index: int, pack: Pack) -> Criterion:
    name = f"value.groups[{index}]"
    if isinstance(data, str):
        return Open(point=OTHERS, because=text(data, name))
    built = criterion(data, name, pack.facts)
    _closed(built, name)
    if isinstance(built, (All, Any_)) and not data.get("because"):
        raise OverlayError(name, "几个条件合成一类的，也要写 because：这一类人叫什么")
    return built


def _closed(built: Criterion, name: str) -> None:
    """A group of the list cannot itself wait for something open."""
    if isinstance(built, Open) or built.open_if_met or built.unknown_if_met:
        raise OverlayError(name, "名单里的条件不能再带 open；判断不了的人群，直接写名称")
    parts = built.parts if isinstance(built, (All, Any_)) else ()
    for part in (built.part,) if isinstance(built, Not) else parts:
        _closed(part, name)


def _with_arms(node: Criterion, arms: tuple[Criterion, ...], whole: bool) -> Criterion | None:
    """The criterion with these arms where it waited for the list; None where it waits for none."""
    if isinstance(node, Any_) and any(_waits(part) for part in node.parts):
        parts = arms if whole else (*arms, *node.parts)
        return replace(node, parts=parts, because=BECAUSE if whole else node.because)
    if isinstance(node, (All, Any_)):
        for index, part in enumerate(node.parts):
            changed = _with_arms(part, arms, whole)
            if changed is not None:
                parts = (*node.parts[:index], changed, *node.parts[index + 1 :])
                return replace(node, parts=parts)
    return None


def waits_for_list(node: Criterion) -> bool:
    """Whether a condition anywhere in it waits for the list to be published."""
    if _waits(node):
        return True
    parts = node.parts if isinstance(node, (All, Any_)) else ()
    return any(map(waits_for_list, parts))


def _waits(node: Criterion) -> bool:
    own = isinstance(node, Open) and node.point == POINT
    return own or POINT in (*node.open_if_met, *node.unknown_if_met)
