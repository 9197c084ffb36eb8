"""What an answer rests on: the entries, what those rest on, and the locators a person can look up."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.pack import AnyEntry, Benefit, Figure, Guide, Pack, Policy
from knowledge.saying import joined, say

MOST_REFS = 5


def resting(pack: Pack, entries: Sequence[AnyEntry], side: str | None = None) -> list[AnyEntry]:
    """The entries, then what they rest on: a benefit cites its items, an item the benefit it leads to.

    What belongs to the other side only is left out once the side is known.
    """
    found = {entry.id: entry for entry in entries}
    for entry in list(entries):
        linked: tuple[str, ...] = ()
        if isinstance(entry, Benefit):
            version = max(entry.versions, key=lambda v: v.start)
            linked = (*(s.id for s in version.sources if s.id), *entry.policies)
        elif isinstance(entry, Policy):
            linked = (*entry.benefits, *entry.guides)
        elif isinstance(entry, Guide):
            linked = (*entry.benefits, *entry.policies)
        elif isinstance(entry, Figure):
            linked = entry.policies
        for other in linked:
            known = pack.entry(other)
            if known is not None and not _other_side(known, side):
                found.setdefault(other, known)
    return list(found.values())


def _other_side(entry: AnyEntry, side: str | None) -> bool:
    return side in ("eldercare", "childcare") and entry.side not in (side, "both")


def basis(pack: Pack, entries: Sequence[AnyEntry]) -> str | None:
    """Where it stands; the draft's status once an answer."""
    locators: dict[str, None] = {}
    draft = False
    for entry in entries[:MOST_REFS]:
        if isinstance(entry, (Policy, Figure)):
            locators[entry.locator] = None
            draft = True
        elif isinstance(entry, Benefit):
            version = max(entry.versions, key=lambda v: v.start)
            locators.update(dict.fromkeys(source.locator for source in version.sources))
        elif isinstance(entry, Guide):
            locators.update(dict.fromkeys(source.locator for source in entry.sources))
    if not locators:
        return None
    status = pack.document["status_label"] if draft else say("以部门最新口径为准")
    return pack.replies["basis"].format(locators=joined(list(locators)[:3]), status=status)
