"""Answers about topics: one or two of them, for the person spoken of; and small talk. Decides no policy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from bot.actions.hearing import Heard
from bot.actions.memory import Memory
from bot.actions.remembering import facts_of
from bot.actions.world import World
from knowledge.answering import answer_topic
from knowledge.errors import FactError
from knowledge.pack import Benefit, Pack
from knowledge.reading import Ambiguity
from knowledge.replies import Answer, Button, Reply, said
from knowledge.resting import MOST_REFS

AT_ONCE = 2
SMALLTALK = ("greet", "thanks", "goodbye", "who_are_you", "how_are_you")
ASKS_BACK = ("age", "birth_date")


def speak(
    topics: Sequence[str],
    side: str | None,
    facets: Sequence[str],
    memory: Memory,
    heard: Heard,
    world: World,
) -> tuple[Answer, Memory]:
    """An answer to each of at most two topics, and what the message leaves to be asked back."""
    answers = [_one(topic, side, facets, memory, heard, world) for topic in topics[:AT_ONCE]]
    replies = [reply for answer in answers for reply in answer.replies]
    replies += [Reply(prompt) for prompt in asked_back(heard)]
    refs = [ref for row in zip_longest(*(a.refs for a in answers)) for ref in row if ref]
    asking = any(answer.outcome == "asking" for answer in answers)
    kept = replace(memory, topic=topics[0], side=side, search=None, finding=False)
    outcome = "asking" if asking else "answered"
    return Answer(tuple(replies), tuple(dict.fromkeys(refs))[:MOST_REFS], outcome), kept


def _one(
    topic: str,
    side: str | None,
    facets: Sequence[str],
    memory: Memory,
    heard: Heard,
    world: World,
) -> Answer:
    facts = {**facts_of(memory, _applicant(world.pack, topic)), **_told(heard)}
    try:
        return answer_topic(world.pack, topic, world.day, side=side, facets=facets, facts=facts)
    except FactError:
        # What was said cannot all be true: the answer stands without it, the form sorts it out.
        return answer_topic(world.pack, topic, world.day, side=side, facets=facets)


def _told(heard: Heard) -> dict[str, object]:
    """A taxpayer's parent is read as an old person unless the message says otherwise."""
    facts = heard.reading.facts
    return dict(facts) if facts.get("applicant") == "taxpayer" else {}


def _applicant(pack: Pack, topic: str) -> str | None:
    benefits = (entry for entry in pack.on_topic(topic) if isinstance(entry, Benefit))
    return next((benefit.applicant for benefit in benefits), None)


def asked_back(heard: Heard) -> Iterator[str]:
    """The year behind an animal, 周岁 behind 虚岁: once, whatever it was said of."""
    for question in heard.reading.questions[:1]:
        yield question.prompt


def small(heard: Heard, pack: Pack) -> Answer:
    return said(pack, heard.intent if heard.intent in SMALLTALK else "greet")


def which(meant: Ambiguity, pack: Pack) -> Answer:
    """Asks which of its meanings a word has."""
    buttons = tuple(Button(choice.title, choice.title) for choice in meant.choices)
    first = [pack.on_topic(choice.topic)[:1] for choice in meant.choices]
    refs = tuple(dict.fromkeys(entry.ref for entries in first for entry in entries))
    return Answer((Reply(meant.question, buttons),), refs[:MOST_REFS], "asking")
