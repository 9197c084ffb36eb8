"""What is answered before anything is stored or sent on: danger, private numbers, the wish for a person.

Pure: works with Rasa and the database gone. The sentences are the pack's.
"""

from __future__ import annotations

from knowledge.pack import Pack
from knowledge.reading import Masked, alarm, speaks_of, wants_person
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
        return _warning("fraud", "fraud", replies, pack)
    if speaks_of("mistreatment", text, pack):
        return _warning("mistreatment", "complaint", replies, pack)
    return Answer(tuple(replies), outcome="declined") if private else None


def _warning(reply: str, topic: str, more: list[Reply], pack: Pack) -> Answer:
    """What to do at once, and the guides it rests on."""
    known = pack.on_topic(topic)[:CARDS]
    warning = Reply(pack.replies[reply], cards=tuple(card(entry) for entry in known))
    return Answer((warning, *more), tuple(entry.ref for entry in known))


def person_asked(text: str, pack: Pack) -> bool:
    return wants_person(text, pack)
