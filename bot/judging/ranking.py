"""Trains one way to understand and ranks every held-out question with it: `python -m bot.judging.ranking WAY FILE`.

Runs in Rasa's environment. `ours`, `linear` and `retrieval` need no Rasa; the others are trained as Rasa trains them.
"""

from __future__ import annotations

import asyncio
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import yaml

from bot.components.classifier import about
from bot.components.model import SEARCH_SHARE, TopicModel
from bot.components.views import Views
from bot.judging.questions import ROOT, examples, texts
from knowledge.loading import load_pack
from knowledge.pack import Pack

SHARES = {"ours": SEARCH_SHARE, "linear": 0.0, "retrieval": 1.0}
RASA = ("stock", "diet")
WAYS = (*SHARES, *RASA)
ASK, FLAT = "ask/", "ask__"
Rank = Callable[[str], list[tuple[str, float]]]


def own(way: str, pack: Pack, added: Sequence[tuple[str, str]] = ()) -> Rank:
    """`added` are further pairs of text and label to be taught beside what the bot is trained on."""
    said, labels = zip(*examples(pack), *added, strict=True)
    model = TopicModel(Views(pack).all(), SHARES[way])
    return model.fit(said, labels, about(pack)).rank


def by_rasa(way: str, pack: Pack, folder: Path) -> Rank:
    """The same examples through a pipeline of Rasa's own parts, each topic an intent."""
    from rasa.core.agent import Agent
    from rasa.model_training import train_nlu

    data = folder / "nlu.yml"
    data.write_text(_flat(examples(pack)), encoding="utf-8")
    config = str(ROOT / f"bot/judging/{way}.yml")
    model = train_nlu(config, str(data), str(folder), fixed_model_name=way)
    agent = Agent.load(model)
    loop = asyncio.new_event_loop()

    def rank(text: str) -> list[tuple[str, float]]:
        parsed = loop.run_until_complete(agent.parse_message(text))
        ranking = parsed["intent_ranking"]
        return [(row["name"].replace(FLAT, ASK), row["confidence"]) for row in ranking]

    return rank


def _flat(pairs: list[tuple[str, str]]) -> str:
    by_intent: dict[str, list[str]] = {}
    for text, label in pairs:
        by_intent.setdefault(label.replace(ASK, FLAT), []).append(text)
    blocks = [
        {"intent": name, "examples": "".join(f"- {text}\n" for text in said)}
        for name, said in by_intent.items()
    ]
    return str(yaml.safe_dump({"version": "3.1", "nlu": blocks}, allow_unicode=True))


def heard_all(rank: Rank, asked: Sequence[str]) -> dict[str, Any]:
    return {text: heard(rank(text)) for text in asked}


def heard(ranking: list[tuple[str, float]]) -> dict[str, Any]:
    """As the classifier hands it on, see `bot.components.classifier`."""
    (first, sure), (_, second) = ranking[:2]
    topics = [(name, chance) for name, chance in ranking if name.startswith(ASK)][:10]
    return {
        "intent": {"name": first.partition("/")[0], "confidence": sure},
        "topics": [{"id": name[len(ASK) :], "confidence": chance} for name, chance in topics],
        "strength": {"margin": sure - second},
    }


def main(way: str, target: str) -> None:
    pack = load_pack()
    with tempfile.TemporaryDirectory() as folder:
        started = time.monotonic()
        rank = own(way, pack) if way in SHARES else by_rasa(way, pack, Path(folder))
        trained = time.monotonic() - started
        started = time.monotonic()
        found = heard_all(rank, texts(pack))
        spent = time.monotonic() - started
    figures = {
        "training_seconds": round(trained, 1),
        "milliseconds": round(1000 * spent / len(found), 2),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "examples": len(examples(pack)),
    }
    Path(target).write_text(json.dumps({"figures": figures, "heard": found}, ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
