"""One turn of the conversation: in which order a message is taken as a command, an answer, a follow-up, a question.

Pure: message, memory and world in, answer and memory out. What is said is made elsewhere.
"""

from __future__ import annotations

from dataclasses import replace

from bot.actions import checking, commanding, filling, finding, following, talking
from bot.actions.answers import only_answers
from bot.actions.clauses import separate
from bot.actions.guarding import guard
from bot.actions.hearing import Heard
from bot.actions.memory import PLACES, TOPIC, Memory
from bot.actions.remembering import remember
from bot.actions.world import World
from bot.understanding import Understanding, understand
from knowledge.replies import Answer, offer, said

Turn = tuple[Answer, Memory]
MISSES = 2
TOO_SHORT = 3  # a sound or two is not a matter of somebody else's
SHORT = 8  # a word that means two things is asked about where little else is said


STEPS = (
    commanding.commanded,
    filling.answered,
    following.places,
    following.button,
    following.context,
    following.only_facts,
)


def reply(heard: Heard, memory: Memory, world: World) -> Turn:
    """The answer to one message and what is remembered from now on."""
    guarded = guard(heard, world.pack)
    if guarded:
        return guarded, memory
    before = memory
    if not _only_answers(memory, heard, world):
        memory = remember(memory, heard.reading)
    for step in STEPS:
        turn = step(before, memory, heard, world)
        if turn:
            return _ended(*turn, before, world)
    answer, memory = _understood(memory, heard, world)
    if before.asking and before.form and answer.outcome == "unknown" and not heard.asks:
        return checking.reworded(before, world)
    return _ended(answer, memory, before, world)


def _only_answers(memory: Memory, heard: Heard, world: World) -> bool:
    spec = world.pack.heard.facts.get(memory.asking or "")
    if spec is None or heard.reading.correction:
        return False
    return only_answers(spec, heard, world.pack, world.day)


def _understood(memory: Memory, heard: Heard, world: World) -> Turn:
    lead = float(heard.strength.get("margin", 0.0))
    meant = understand(
        heard.ranking, heard.intent, heard.reading, world.pack, lead, context_topic=memory.topic
    )
    if meant.kind == "check":
        return checking.begin(memory, heard, world)
    if heard.reading.ambiguous and (meant.kind != "direct" or len(heard.bare) <= SHORT):
        about = PLACES if meant.kind == "find" else TOPIC
        return talking.which(heard.reading.ambiguous[0], world.pack), replace(memory, about=about)
    if meant.kind == "find":
        return finding.look(memory, heard, world)
    if meant.kind == "inform":
        return following.told(memory, heard, world)
    if meant.kind in ("direct", "ask_side") and meant.topics:
        return _direct(meant, memory, heard, world)
    if meant.kind == "smalltalk":
        return talking.small(heard, world.pack), memory
    if meant.kind == "out" and len(heard.bare) > TOO_SHORT:
        return said(world.pack, "out_of_scope", "unknown"), memory
    return _missed(memory, meant.topics, world)


def _direct(meant: Understanding, memory: Memory, heard: Heard, world: World) -> Turn:
    several = separate(heard, world)
    if len(several) > 1:
        return talking.speak_each(several, memory, heard, world)
    side = meant.side or (memory.side if world.pack.topics[meant.topics[0]].needs_side else None)
    facets = heard.reading.facets
    turn = talking.speak(meant.topics, side, facets, memory, heard, world)
    told = set(heard.reading.facts) - {"applicant", "district"}
    return following.asked(*turn, world) if told and not set(facets) & talking.PLAIN else turn


def _missed(memory: Memory, topics: tuple[str, ...], world: World) -> Turn:
    """The nearest topics; after two misses in a row a person."""
    memory = replace(memory, misses=memory.misses + 1)
    if memory.misses >= MISSES:
        answer = offer(world.pack, topics)
        text = world.pack.replies["missed_again"]
        first = replace(answer.replies[0], text=text)
        return replace(answer, replies=(first, *answer.replies[1:])), memory
    return offer(world.pack, topics), memory


def _ended(answer: Answer, memory: Memory, before: Memory, world: World) -> Turn:
    """Bookkeeping of every turn: after a digression the pending question once more, not after mere courtesy."""
    if answer.outcome != "unknown":
        memory = replace(memory, misses=0)
    if before.asking and memory.form and memory.asking == before.asking:
        if answer.outcome == "answered" and answer.refs:
            memory = replace(memory, who=_same(before, memory))
            again = checking.repeated(memory, world, world.pack.replies["back_to_question"])
            answer = replace(answer, replies=(*answer.replies, again), outcome="asking")
    elif before.asking and memory.asking == before.asking and answer.outcome != "asking":
        memory = replace(memory, asking=None)
    return answer, replace(memory, offered=_offered(answer, memory))


def _same(before: Memory, memory: Memory) -> int:
    """Where the one who is being asked about is now, whoever else was mentioned meanwhile."""
    person = before.person
    alike = [
        at
        for at, one in enumerate(memory.people)
        if person and (one.relation, one.applicant) == (person.relation, person.applicant)
    ]
    return before.who if before.who in alike else (alike or [memory.who])[-1]


def _offered(answer: Answer, memory: Memory) -> tuple[tuple[str, str], ...]:
    """The buttons that a few words may mean next time: none while a fact is asked."""
    if memory.asking or answer.outcome not in ("asking", "unknown") or not answer.replies:
        return ()
    return tuple((button.title, button.payload) for button in answer.replies[0].buttons)
