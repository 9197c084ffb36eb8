"""A conversation at a glance: what was asked, which facts were heard, what the machine said and where it failed.

Reads only what was said, so it needs neither Rasa nor its memory. Decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.pack import Pack
from models import Message, Sender
from web.eligibility.answering import shown
from web.eligibility.hearing import Heard, hear

ASKED_AT_MOST, TEXT_AT_MOST = 3, 60
MISSED = ("unknown",)


@dataclass(frozen=True)
class Told:
    """One person as the conversation tells of them; each fact with its label."""

    label: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Step:
    """One turn of the machine: what was said to it, how it ended, what it rested on."""

    asked: str
    outcome: str
    topics: tuple[tuple[str, str], ...]  # title and id


@dataclass(frozen=True)
class Brief:
    """`asked` holds the last things said, the newest last; `missed` what the machine could not answer."""

    asked: tuple[str, ...]
    people: tuple[Told, ...]
    topics: tuple[tuple[str, str], ...]
    missed: tuple[str, ...]
    steps: tuple[Step, ...]


def brief(pack: Pack, said: Sequence[Message], day: date) -> Brief:
    asked = [m.text for m in said if m.sender is Sender.RESIDENT]
    steps = tuple(_steps(pack, said))
    topics = dict.fromkeys(topic for step in steps for topic in step.topics)
    return Brief(
        tuple(_short(text) for text in asked[-ASKED_AT_MOST:]),
        tuple(_told(pack, each) for each in hear(pack, words(said), day) if each.facts),
        tuple(topics),
        tuple(_short(step.asked) for step in steps if step.outcome in MISSED),
        steps,
    )


def words(said: Iterable[Message]) -> str:
    """All that the resident said, as one text."""
    return "。".join(m.text for m in said if m.sender is Sender.RESIDENT)


def _told(pack: Pack, heard: Heard) -> Told:
    specs = [(pack.facts[name], value) for name, value in heard.facts.items()]
    return Told(heard.label, tuple((spec.label, shown(spec, value)) for spec, value in specs))


def _steps(pack: Pack, said: Sequence[Message]) -> Iterable[Step]:
    asked = ""
    for message in said:
        if message.sender is Sender.RESIDENT:
            asked = message.text
        elif message.sender is Sender.BOT and message.payload:
            outcome = str(message.payload.get("outcome", ""))
            yield Step(asked, outcome, tuple(_topics(pack, message.payload.get("refs", ()))))


def _topics(pack: Pack, refs: Iterable[str]) -> Iterable[tuple[str, str]]:
    for ref in refs:
        entry = pack.entry(ref.partition(":")[2])
        if entry is not None:
            yield entry.title, entry.id


def _short(text: str) -> str:
    return text if len(text) <= TEXT_AT_MOST else f"{text[:TEXT_AT_MOST]}…"
