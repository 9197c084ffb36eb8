"""Answers about topics: one or two of them, for the person spoken of; and small talk. Decides no policy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from bot.actions.figuring import FIGURES, figures
from bot.actions.hearing import Heard
from bot.actions.memory import TOPIC, Memory
from bot.actions.remembering import facts_of
from bot.actions.world import World
from knowledge.answering import answer_topic
from knowledge.eligibility import judge, still_asked
from knowledge.errors import FactError
from knowledge.facts import check, derive
from knowledge.pack import Benefit, FactSpec, Pack
from knowledge.questions import next_question
from knowledge.reading import Ambiguity
from knowledge.replies import Answer, Button, Reply, said
from knowledge.resting import MOST_REFS

AT_ONCE = 2
PLAIN = {"where", "papers", "how_long"}
SMALLTALK = ("greet", "thanks", "goodbye", "who_are_you", "how_are_you")


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
    kept = replace(memory, topic=topics[0], side=side, search=None, about=TOPIC)
    return _together(answers, heard), _asking_back(kept, heard)


def speak_each(
    asked: Sequence[tuple[str, Sequence[str]]], memory: Memory, heard: Heard, world: World
) -> tuple[Answer, Memory]:
    """Several questions in one message, each with its own facets."""
    side = heard.reading.side
    answers = [_one(topic, None, facets, memory, heard, world) for topic, facets in asked[:AT_ONCE]]
    kept = replace(memory, topic=asked[0][0], side=side, search=None, about=TOPIC)
    return _together(answers, heard), _asking_back(kept, heard)


def _together(answers: Sequence[Answer], heard: Heard) -> Answer:
    """One answer: the best ref of each first."""
    replies = [reply for answer in answers for reply in answer.replies]
    replies += [Reply(prompt) for prompt in asked_back(heard)]
    refs = [ref for row in zip_longest(*(a.refs for a in answers)) for ref in row if ref]
    asking = heard.reading.questions or any(answer.outcome == "asking" for answer in answers)
    outcome = "asking" if asking else "answered"
    return Answer(tuple(replies), tuple(dict.fromkeys(refs))[:MOST_REFS], outcome)


def _one(
    topic: str,
    side: str | None,
    facets: Sequence[str],
    memory: Memory,
    heard: Heard,
    world: World,
) -> Answer:
    if topic == FIGURES:
        return figures(heard.text, world.pack, world.day, side or heard.reading.side)
    known = facts_of(memory, _applicant(world.pack, topic))
    # Where to go is asked of the thing, not of the person: no verdict again and again.
    facts = {} if facets and set(facets) <= PLAIN and not heard.reading.persons else known
    facts = {**facts, **_told(heard)}
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
    benefit = benefit_of(pack, topic)
    return benefit.applicant if benefit else None


def _asking_back(memory: Memory, heard: Heard) -> Memory:
    """A date of birth that was asked for is read as the answer next time, unless a form goes on."""
    if memory.form or not any(question.about == "age" for question in heard.reading.questions):
        return memory
    return replace(memory, asking="age")


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


def benefit_of(pack: Pack, topic: str | None) -> Benefit | None:
    """The benefit that a topic is about, if it is about one."""
    entries = pack.on_topic(topic) if topic else ()
    return next((entry for entry in entries if isinstance(entry, Benefit)), None)


def missing(memory: Memory, world: World) -> FactSpec | None:
    """The first fact that the topic's benefit still turns on for the one spoken of; nothing delicate."""
    benefit = benefit_of(world.pack, memory.topic)
    if benefit is None:
        return None
    facts = {"applicant": benefit.applicant, **facts_of(memory, benefit.applicant)}
    try:
        known = derive(check(facts, world.pack.facts), world.day)
        results = still_asked(world.pack, known, [judge(benefit, known, world.day)])
    except FactError:
        return None  # the answer stands without a verdict, as in `_one`
    spec = next_question(world.pack, facts, results) if results[0].missing else None
    return None if spec is None or spec.sensitive else spec
