"""What is answered before anything is stored or sent on: danger, private numbers, the wish for a person.

Pure: works with Rasa and the database gone. The sentences are the pack's.
"""

from __future__ import annotations

from knowledge.pack import Pack
from knowledge.reading import Masked, alarm, wants_person
from knowledge.replies import Answer, Button, Reply, card, said

PERSON = Button("转人工", "转人工")
NEVER_KEPT = ("id", "card", "secret")  # a phone number is masked too, but giving one is no mistake
CARDS = 3


def emergency(text: str, pack: Pack) -> Answer | None:
    """120 first and nothing else."""
    if alarm(text, pack) != "emergency":
        return None
    return said(pack, "emergency", "emergency")


def other(text: str, masked: Masked, pack: Pack) -> Answer | None:
    """Fraud, distress and private numbers; None where the message may go on."""
    private = any(kind in NEVER_KEPT for kind in masked.found)
    replies = [Reply(pack.replies["declined_id"])] if private else []
    kind = alarm(text, pack)
    if kind == "distress":
        return Answer((Reply(pack.replies["distress"], (PERSON,)), *replies))
    if kind == "fraud":
        known = pack.on_topic("fraud")[:CARDS]
        warning = Reply(pack.replies["fraud"], cards=tuple(card(entry) for entry in known))
        return Answer((warning, *replies), tuple(entry.ref for entry in known))
    return Answer(tuple(replies), outcome="declined") if private else None


def person_asked(text: str, pack: Pack) -> bool:
    return wants_person(text, pack)
