"""The parts of a pack with one value replaced: everything stays immutable, the rest is shared.

Knows nothing of statements' shapes; `day` says which version of a benefit is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from knowledge.criteria import All, Any_, Criterion, Not, Open
from knowledge.overlays.statement import OverlayError
from knowledge.pack import Benefit, Pack, Source, Version

T = TypeVar("T")


def wanted(entries: Mapping[str, T], target: str, what: str) -> T:
    found = entries.get(target)
    if found is None:
        raise OverlayError("target", f"知识包里没有叫 {target[:60]} 的{what}，请核对 id")
    return found


def with_benefit(pack: Pack, benefit: Benefit) -> Pack:
    return replace(pack, benefits={**pack.benefits, benefit.id: benefit})


def revised(benefit: Benefit, day: date, said: Source | None = None, **changes: Any) -> Benefit:
    """The benefit with its version of that day changed, and with who said so first among its sources."""
    current = benefit.version_on(day)
    if current is None:
        return benefit
    if said is not None:
        rest = tuple(one for one in current.sources if one != said)
        changes["sources"] = (said, *rest)
    changed = replace(current, **changes)
    return replace(
        benefit, versions=tuple(changed if v is current else v for v in benefit.versions)
    )


def settle(pack: Pack, benefit: Benefit, points: Iterable[str], day: date) -> Pack:
    """The pack in which these points of the benefit are open no longer, nor where its policies say so."""
    settled = frozenset(points)
    version = benefit.version_on(day)
    if version is not None and settled:
        when = without_points(version.when, settled)
        benefit = revised(benefit, day, when=when or All(parts=()))
    benefit = replace(benefit, open=tuple(p for p in benefit.open if p.id not in settled))
    return with_benefit(pack, benefit)


def settle_policies(pack: Pack, policies: Iterable[str], points: Iterable[str]) -> Pack:
    settled, changed = frozenset(points), dict(pack.policies)
    for policy_id in policies:
        policy = changed.get(policy_id)
        if policy is not None:
            left = tuple(point for point in policy.open if point.id not in settled)
            changed[policy_id] = replace(policy, open=left)
    return replace(pack, policies=changed)


def without_points(criterion: Criterion, settled: frozenset[str]) -> Criterion | None:
    """The criterion in which nothing waits for these points; None when it was only such a point."""
    if isinstance(criterion, Open) and criterion.point in settled:
        return None
    opens = tuple(point for point in criterion.open_if_met if point not in settled)
    unknowns = tuple(point for point in criterion.unknown_if_met if point not in settled)
    changes: dict[str, Any] = {"open_if_met": opens, "unknown_if_met": unknowns}
    if isinstance(criterion, (All, Any_)):
        parts = (without_points(part, settled) for part in criterion.parts)
        changes["parts"] = tuple(part for part in parts if part is not None)
    elif isinstance(criterion, Not):
        changes["part"] = without_points(criterion.part, settled) or criterion.part
    return replace(criterion, **changes)


def decides(criterion: Criterion, point: str) -> bool:
    """Whether it turns on the point who is in and who is out, so that no amount alone can settle it."""
    if point in criterion.unknown_if_met:
        return True
    if isinstance(criterion, Open):
        return criterion.point == point
    parts = criterion.parts if isinstance(criterion, (All, Any_)) else ()
    parts = (criterion.part,) if isinstance(criterion, Not) else parts
    return any(decides(part, point) for part in parts)


def in_force(benefit: Benefit, day: date) -> Version:
    """The version a statement is about; a statement about a day without one would never be heard."""
    version = benefit.version_on(day)
    if version is None:
        raise OverlayError("from_day", f"{day} 这一天，{benefit.title}没有有效的规定，改一改日期")
    return version
