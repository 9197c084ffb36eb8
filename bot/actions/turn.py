"""One turn of the conversation: in which order a message is taken as a command, an answer, a follow-up, a question.

Pure: message, memory and world in, answer and memory out. What is said is made elsewhere.
"""

from __future__ import annotations

from dataclasses import replace

from bot.actions import checking, commanding, finding, following, talking
from bot.actions.guarding import guard
from bot.actions.hearing import Heard
from bot.actions.memory import Memory
from bot.actions.remembering import remember
from bot.actions.world import World
from bot.understanding import understand
from knowledge.replies import Answer, offer, said

Turn = tuple[Answer, Memory]
MISSES = 2


def reply(heard: Heard, memory: Memory, world: World) -> Turn:
    """The answer to one message and what is remembered from now on."""
    guarded = guard(heard, world.pack)
    if guarded:
        return guarded, memory
    before, memory = memory, remember(memory, heard.reading)
    steps = (commanding.commanded, following.answered, following.pressed_or_carried)
    for step in steps:
        turn = step(before, memory, heard, world)
        if turn:
            return _again(*turn, before, world)
    return _again(*_understood(memory, heard, world), before, world)


def _understood(memory: Memory, heard: Heard, world: World) -> Turn:
    meant = understand(
        heard.ranking, heard.intent, heard.reading, world.pack, context_topic=memory.topic
    )
    if heard.reading.ambiguous and (meant.kind != "direct" or len(heard.bare) <= 8):
        return talking.which(heard.reading.ambiguous[0], world.pack), replace(memory, misses=0)
    if meant.kind == "find":
        return finding.look(memory, heard, world)
    if meant.kind == "check":
        return checking.begin(memory, heard, world)
    if meant.kind == "inform":
        return following.told(memory, heard, world)
    if meant.kind in ("direct", "ask_side") and meant.topics:
        heard_facets = heard.reading.facets
        return talking.speak(meant.topics, meant.side, heard_facets, memory, heard, world)
    if meant.kind == "smalltalk":
        return talking.small(heard, world.pack), memory
    if meant.kind == "out":
        return said(world.pack, "out_of_scope", "unknown"), memory
    return _missed(memory, meant.topics, world)


def _missed(memory: Memory, topics: tuple[str, ...], world: World) -> Turn:
    """The nearest topics; after two misses in a row a person."""
    memory = replace(memory, misses=memory.misses + 1)
    if memory.misses >= MISSES:
        answer = offer(world.pack, topics)
        text = world.pack.replies["missed_again"]
        first = replace(answer.replies[0], text=text)
        return replace(answer, replies=(first, *answer.replies[1:])), memory
    return offer(world.pack, topics), memory


def _again(answer: Answer, memory: Memory, before: Memory, world: World) -> Turn:
    """After a digression the pending question once more, and no second time."""
    if answer.outcome != "unknown":
        memory = replace(memory, misses=0)
    pending = before.asking
    if not (pending and memory.form and memory.asking == pending and answer.outcome == "answered"):
        return answer, memory
    repeated = checking.repeated(memory, world, world.pack.replies["back_to_question"])
    return replace(answer, replies=(*answer.replies, repeated), outcome="asking"), memory
