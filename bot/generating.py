"""Writes what the bot is trained on out of the knowledge pack: `python -m bot.generating`.

One example set a topic, from the ways people ask for its entries. Knows nothing of Rasa but its file format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bot.packs import named_pack
from knowledge.pack import Benefit, Pack, Topic

HERE = Path(__file__).resolve().parent
GENERATED = HERE / "data" / "generated" / "topics.yml"
HEADER = "# 由 python -m bot.generating 从知识包生成，不要手改：改知识包里的 ask、title、aliases，再运行一次。\n"
BRACKETS = re.compile("（[^）]*）")
SEPARATORS = re.compile("[、，：]")
SHORTEST_ALIAS = 3  # shorter bare words would pull strangers' sentences towards a topic
SHORT_FORMS = ("{}怎么办理", "我想问{}", "{}是怎么回事")


def topics_file(pack: Pack) -> str:
    """The training file for all topics."""
    lines = [HEADER + 'version: "3.1"', "nlu:"]
    for topic in pack.topics.values():
        phrases = list(phrasings(pack, topic))
        if phrases:
            lines += [f"- intent: ask/{topic.id}", "  examples: |"]
            lines += [f"    - {phrase}" for phrase in phrases]
    return "\n".join(lines) + "\n"


def phrasings(pack: Pack, topic: Topic) -> Iterator[str]:
    """How people ask for a topic, each once: as collected, then by its names."""
    seen: set[str] = set()
    for phrase in (*_collected(pack, topic), *_by_name(pack, topic)):
        tidy = " ".join(phrase.split())
        if tidy and tidy not in seen:
            seen.add(tidy)
            yield tidy


def _collected(pack: Pack, topic: Topic) -> Iterator[str]:
    for entry in pack.on_topic(topic.id):
        yield from entry.ask


def _by_name(pack: Pack, topic: Topic) -> Iterator[str]:
    names = [topic.title, BRACKETS.sub("", topic.title)]
    for entry in pack.on_topic(topic.id):
        if isinstance(entry, Benefit):
            names += [entry.title, *(n for n in entry.aliases if len(n) >= SHORTEST_ALIAS)]
    for name in dict.fromkeys(names):
        yield name
        if not BRACKETS.search(name) and not SEPARATORS.search(name):
            yield from (form.format(name) for form in SHORT_FORMS)


def main() -> None:
    text = topics_file(named_pack())
    if not GENERATED.exists() or GENERATED.read_text(encoding="utf-8") != text:
        GENERATED.parent.mkdir(parents=True, exist_ok=True)
        GENERATED.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
