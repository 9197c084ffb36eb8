"""What is answered before anything else, in the same words at every door: danger, cheating, despair, cruelty.

Pure: works with the conversation engine and the database gone. Keeps nothing and sends nothing on.
"""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.pack import Pack
from knowledge.reading import alarm, mask, perhaps, speaks_of
from knowledge.replies import Answer, Button, Reply, card, person, said
from knowledge.saying import later, say

CARDS = 3
LONGEST = 500  # what a door takes as one message
NEVER_KEPT = ("id", "card", "secret")  # a phone number is masked too, but giving one is no mistake
# What is asked where danger is likely and not sure: plain words, for which the rules have an answer.
CONFIRM = {
    "emergency": (later("是急事"), "是急事，人有危险"),
    "fraud": (later("怕是被骗了"), "我怕是被骗了"),
    "distress": (later("心里难受，想说说"), "心里难受得撑不住了"),
}
WITH_A_PERSON = ("distress", "handoff")
# What was only learned may be wrong, so nobody loses a question to it. What the rules name is never waved away.
GO_ON = {
    "emergency": later("不急，接着问"),
    "fraud": later("不是这回事，接着问"),
    "distress": later("我没事，接着问"),
}
WAVED = re.compile(f"^(?:{'|'.join(GO_ON.values())})[：:]")


def waved(text: str) -> tuple[str, bool]:
    """The question itself, and whether somebody has said that what was learned to sound like danger is none."""
    found = WAVED.match(text)
    return (text[found.end() :].strip(), True) if found else (text, False)


def first(text: str, pack: Pack, calm: bool = False) -> Answer | None:
    """What ends a turn before anything is stored or sent on; None where the message may go on."""
    private = any(kind in NEVER_KEPT for kind in mask(text).found)
    declined = (Reply(pack.replies["declined_id"]),) if private else ()
    urgent = emergency(text, pack, calm)
    found = urgent or warning(text, pack, calm)
    if found and not urgent:
        return replace(found, replies=(*found.replies, *declined))
    return found or (Answer(declined, outcome="declined") if declined else None)


def emergency(text: str, pack: Pack, calm: bool = False) -> Answer | None:
    """120 first and nothing else."""
    if alarm(text, pack, learned=not calm) != "emergency":
        return None
    return said(pack, "emergency", "emergency", *_go_on("emergency", text, pack))


def warning(text: str, pack: Pack, calm: bool = False) -> Answer | None:
    """Kind words and a person, or what to do at once and the guides it rests on."""
    kind = alarm(text, pack, learned=not calm)
    if kind == "distress":
        return said(pack, "distress", "answered", person(), *_go_on(kind, text, pack))
    if kind == "fraud":
        return _guided("fraud", "fraud", pack, _go_on(kind, text, pack))
    return _guided("mistreatment", "complaint", pack) if _cruel(text, pack) else None


def gently(text: str, pack: Pack, calm: bool = False) -> Reply | None:
    """A question to put before the ordinary answer, where a text only sounds like danger or like asking for a person."""
    kind = None if calm else perhaps(text, pack)
    return Reply(pack.replies[f"perhaps_{kind}"], confirming(kind)) if kind else None


def confirming(kind: str) -> tuple[Button, ...]:
    """What to press where it is as bad as it sounds."""
    title, payload = CONFIRM.get(kind, ("", ""))
    asks = (Button(say(title), payload),) if title else ()
    return (*asks, person()) if kind in WITH_A_PERSON else asks


def _go_on(kind: str, text: str, pack: Pack) -> tuple[Button, ...]:
    """The way on with the question as it was asked, unless the rules themselves hear danger in it."""
    payload = f"{GO_ON[kind]}：{mask(text).text}"
    if alarm(text, pack, learned=False) or len(payload) > LONGEST:
        return ()
    return (Button(say(GO_ON[kind]), payload),)


def _cruel(text: str, pack: Pack) -> bool:
    return speaks_of("mistreatment", text, pack)


def _guided(reply: str, topic: str, pack: Pack, buttons: tuple[Button, ...] = ()) -> Answer:
    known = pack.on_topic(topic)[:CARDS]
    says = Reply(pack.replies[reply], buttons, tuple(card(entry) for entry in known))
    return Answer((says,), tuple(entry.ref for entry in known))
