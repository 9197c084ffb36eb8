"""Lays the statements in force on a day over a pack; each kind says itself what it changes.

Knows nothing of who keeps the statements.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from math import inf

from knowledge.overlays.amounts import amount, bands
from knowledge.overlays.doors import apply, office
from knowledge.overlays.groups import groups
from knowledge.overlays.people import hotline, hours
from knowledge.overlays.revising import in_force, wanted
from knowledge.overlays.statement import Overlay, OverlayError, text
from knowledge.overlays.tariffs import tariff
from knowledge.overlays.telling import tell
from knowledge.pack import Pack

KINDS: dict[str, Callable[[Pack, Overlay, date], Pack]] = {
    "amount": amount,
    "bands": bands,
    "groups": groups,
    "apply": apply,
    "office": office,
    "tariff": tariff,
    "hotline": hotline,
    "hours": hours,
}
ABOUT: dict[str, tuple[str, ...]] = {
    "amount": ("label",), "bands": (), "groups": (), "tariff": ("rate",), "hotline": (), "hours": (),
}  # fmt: skip
OF_A_VERSION = ("amount", "bands", "groups")


def with_overlay(pack: Pack, overlays: Iterable[Overlay], day: date) -> Pack:
    """The pack with every statement in force on `day`; raises OverlayError at the first that cannot stand."""
    merged, faults = lay(pack, overlays, day)
    if faults:
        raise faults[0][1]
    return merged


def lay(
    pack: Pack, overlays: Iterable[Overlay], day: date
) -> tuple[Pack, list[tuple[Overlay, OverlayError]]]:
    """The same for whoever must go on: statements that cannot stand are left out and handed back."""
    faults: list[tuple[Overlay, OverlayError]] = []
    laid: list[Overlay] = []
    for overlay in _speaking(one for one in overlays if one.covers(day)):
        try:
            if not _ended(pack, overlay, day):
                pack = _kind(overlay)(pack, overlay, day)
                laid.append(overlay)
        except OverlayError as wrong:
            faults.append((overlay, wrong))
    return replace(tell(pack, laid, day), overlays=(*pack.overlays, *laid)), faults


def check(pack: Pack, overlay: Overlay, others: Iterable[Overlay] = ()) -> None:
    """Raise OverlayError, naming the field and the fix, unless it can stand beside the `others`."""
    text(overlay.source, "source")
    text(overlay.entered_by, "entered_by")
    if overlay.until is not None and overlay.until < overlay.from_day:
        raise OverlayError("until", "最后一天不能早于第一天")
    _kind(overlay)
    if overlay.kind in OF_A_VERSION:
        in_force(wanted(pack.benefits, overlay.target, "待遇"), overlay.from_day)
    _, faults = lay(pack, [*others, overlay], overlay.from_day)
    for faulty, fault in faults:
        if faulty is overlay:
            raise fault


def _speaking(overlays: Iterable[Overlay]) -> list[Overlay]:
    """Of several statements about the same thing the one that holds from the latest day, entered last."""
    last: dict[tuple[object, ...], Overlay] = {}
    for overlay in sorted(overlays, key=_entered):
        if overlay.kind == "bands":
            last = {k: v for k, v in last.items() if k[:2] != ("amount", overlay.target)}
        key = (overlay.kind, overlay.target, *_about(overlay))
        last.pop(key, None)
        last[key] = overlay
    return list(last.values())


def _entered(overlay: Overlay) -> tuple[date, float]:
    """One without a number yet was entered after all others."""
    return overlay.from_day, inf if overlay.id is None else overlay.id


def _about(overlay: Overlay) -> list[str]:
    """What tells two statements of one kind about one target apart; else the fields they fill."""
    named = ABOUT.get(overlay.kind)
    return sorted(overlay.value) if named is None else [str(overlay.value.get(n)) for n in named]


def _ended(pack: Pack, overlay: Overlay, day: date) -> bool:
    """A figure of a rule that has ended ends with it."""
    benefit = pack.benefits.get(overlay.target)
    return overlay.kind in OF_A_VERSION and benefit is not None and not benefit.version_on(day)


def _kind(overlay: Overlay) -> Callable[[Pack, Overlay, date], Pack]:
    kind = KINDS.get(overlay.kind)
    if kind is None:
        raise OverlayError("kind", f"没有这一类；可写：{'、'.join(KINDS)}")
    return kind
