"""What ends a turn before it is stored or sent on: a warning of `knowledge.danger`, numbers that are never kept."""

from __future__ import annotations

from dataclasses import replace

from knowledge.danger import warning
from knowledge.pack import Pack
from knowledge.reading import Masked
from knowledge.replies import Answer, Reply

NEVER_KEPT = ("id", "card", "secret")  # a phone number is masked too, but giving one is no mistake


def first(text: str, masked: Masked, pack: Pack) -> Answer | None:
    """None where the message may go on."""
    private = any(kind in NEVER_KEPT for kind in masked.found)
    declined = (Reply(pack.replies["declined_id"]),) if private else ()
    found = warning(text, pack)
    if found:
        return replace(found, replies=(*found.replies, *declined))
    return Answer(declined, outcome="declined") if declined else None
