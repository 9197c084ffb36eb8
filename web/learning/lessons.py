"""Where a sentence can be taught: the `ask` of an entry of the pack, or one of the bot's hand-written files.

Reads what is there and says what stands against a sentence; writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import yaml
from flask import current_app

from knowledge.reading import mask
from models.saying import same
from web.config import ROOT
from web.i18n import gettext, lazy_gettext
from web.pack import plain_pack, search

SHORTEST, LONGEST = 2, 60
OFFERED = 3
MARKUP = set("[]{}\\")  # which Rasa reads as something else than words
TALK = ROOT / "bot" / "data"
FOLDERS = {"policy": "policies", "benefit": "benefits", "guide": "guides"}
INTENTS = {
    "out_of_scope": ("out_of_scope", lazy_gettext("不归我们管的事")),
    "find_provider": ("finding", lazy_gettext("找机构")),
    "check_eligibility": ("finding", lazy_gettext("查自己能领什么")),
}


class Lesson(NamedTuple):
    """`key` is the id of an entry or the name of an intent, `label` what training calls what it is about."""

    key: str
    label: str
    title: str
    path: Path

    @property
    def of_the_pack(self) -> bool:
        return self.key not in INTENTS


def lessons() -> dict[str, Lesson]:
    """All of them by their key: those that are none of the pack's first."""
    found = [Lesson(k, k, str(said), TALK / f"{file}.yml") for k, (file, said) in INTENTS.items()]
    return {each.key: each for each in (*found, *_entries())}


def offered(text: str, known: Mapping[str, Lesson]) -> list[Lesson]:
    """What a saying may be about, by the words in it."""
    found = (known.get(each.id) for each in search().find(text, 2 * OFFERED))
    return [each for each in found if each][:OFFERED]


def tidy(phrase: str) -> str:
    return " ".join(phrase.split())


def fault(phrase: str) -> str:
    """Why this sentence is not to be taught as it stands; empty where nothing stands against it."""
    if not SHORTEST <= len(phrase) <= LONGEST or not same(phrase):
        return gettext("写一句话，%(least)s 到 %(most)s 个字", least=SHORTEST, most=LONGEST)
    if "〔" in phrase or mask(phrase).text != phrase:
        return gettext("把遮掉的号码删去，留下问的那件事")
    if MARKUP & set(phrase) or not phrase.isprintable():
        return gettext("不要写方括号、花括号和反斜杠")
    where = taught().get(same(phrase))
    return gettext("这句话已经在教了：%(title)s", title=where) if where else ""


def taught() -> dict[str, str]:
    """What the bot is trained on beyond names, without its punctuation, and what each is said to be about."""
    found = {
        same(text): str(said)
        for name, (file, said) in INTENTS.items()
        for text in examples((TALK / f"{file}.yml").read_text("utf-8"), name)
    }
    entries = plain_pack().entries()
    return found | {same(text): entry.title for entry in entries for text in entry.ask}


def examples(text: str, intent: str) -> list[str]:
    """The sentences under an intent in a file of Rasa's."""
    blocks = yaml.safe_load(text)["nlu"]
    lines = (line for b in blocks if b["intent"] == intent for line in b["examples"].splitlines())
    return [line.removeprefix("- ") for line in lines if line.strip()]


def _entries() -> Iterator[Lesson]:
    folder: Path = current_app.extensions["settings"].pack_path
    for entry in plain_pack().entries():
        path = folder / FOLDERS.get(entry.kind, "") / f"{entry.id}.yml"
        if entry.topic and entry.kind in FOLDERS and path.exists():
            yield Lesson(entry.id, f"ask/{entry.topic}", entry.title, path)
