"""What is answered before anything else, in the same words at every door: danger, cheating, despair, cruelty.

Pure: works with the conversation engine and the database gone. Keeps nothing and sends nothing on.
"""

from __future__ import annotations

from knowledge.pack import Pack
from knowledge.reading import alarm, perhaps, speaks_of
from knowledge.replies import PERSON, Answer, Button, Reply, card, said

CARDS = 3
# What is asked where danger is likely and not sure: plain words, for which the rules have an answer.
CONFIRM = {
    "emergency": (Button("是急事", "是急事，人有危险"),),
    "fraud": (Button("怕是被骗了", "我怕是被骗了"),),
    "distress": (Button("心里难受，想说说", "心里难受得撑不住了"), PERSON),
    "handoff": (PERSON,),
}


def emergency(text: str, pack: Pack) -> Answer | None:
    """120 first and nothing else."""
    if alarm(text, pack) != "emergency":
        return None
    return said(pack, "emergency", "emergency")


def warning(text: str, pack: Pack) -> Answer | None:
    """Kind words and a person, or what to do at once and the guides it rests on."""
    kind = alarm(text, pack)
    if kind == "distress":
        return said(pack, "distress", "answered", PERSON)
    if kind == "fraud":
        return _guided("fraud", "fraud", pack)
    return _guided("mistreatment", "complaint", pack) if _cruel(text, pack) else None


def gently(text: str, pack: Pack) -> Reply | None:
    """A question to put before the ordinary answer, where a text only sounds like danger or like asking for a person."""
    kind = perhaps(text, pack)
    return Reply(pack.replies[f"perhaps_{kind}"], CONFIRM[kind]) if kind else None


def _cruel(text: str, pack: Pack) -> bool:
    return speaks_of("mistreatment", text, pack)


def _guided(reply: str, topic: str, pack: Pack) -> Answer:
    known = pack.on_topic(topic)[:CARDS]
    says = Reply(pack.replies[reply], cards=tuple(card(entry) for entry in known))
    return Answer((says,), tuple(entry.ref for entry in known))
