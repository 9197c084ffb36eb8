"""Proposed sentences as a change to the files that the bot is trained on, to be read and applied by a person.

Each file is parsed again with the change in it: it must say what it said, and these sentences. Writes no file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import unified_diff
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import yaml

from web.config import ROOT
from web.learning.lessons import Lesson, examples

ITEM = re.compile(r"( *)- ")
Taught = tuple[Lesson, str]


class Unteachable(ValueError):
    """The file is not written as this module can add to it; the message is its name."""


def patch(taught: Iterable[Taught]) -> str:
    """A unified diff for `git apply`; empty where there is nothing to teach."""
    by_file = sorted(taught, key=lambda each: str(each[0].path))
    return "".join(
        _diff(path, path.read_text("utf-8"), list(some))
        for path, some in groupby(by_file, key=lambda each: each[0].path)
    )


def with_ask(text: str, phrases: Sequence[str]) -> str:
    """The file of an entry with these at the end of its `ask`."""
    lines = text.splitlines(keepends=True)
    added = [yaml.safe_dump(each, allow_unicode=True, width=10_000).splitlines()[0] for each in phrases]  # fmt: skip
    new = _after(lines, "ask:", added)
    was, now = yaml.safe_load(text), yaml.safe_load(new)
    if now != {**was, "ask": [*was["ask"], *phrases]}:
        raise Unteachable(was["id"])
    return new


def with_examples(text: str, intent: str, phrases: Sequence[str]) -> str:
    """A file of Rasa's with these at the end of the intent's examples."""
    lines = text.splitlines(keepends=True)
    start = next((i for i, line in enumerate(lines) if line.rstrip() == f"- intent: {intent}"), None)  # fmt: skip
    if start is None:
        raise Unteachable(intent)
    new = "".join(lines[: start + 1]) + _after(lines[start + 1 :], "examples: |", phrases)
    if examples(new, intent) != [*examples(text, intent), *phrases]:
        raise Unteachable(intent)
    return new


def _after(lines: Sequence[str], heading: str, added: Sequence[str]) -> str:
    """The lines with more items at the end of the list under the heading, as far in as those that are there."""
    at = next((i for i, line in enumerate(lines) if line.strip() == heading), None)
    first = ITEM.match(lines[at + 1]) if at is not None and at + 1 < len(lines) else None
    if at is None or first is None:
        raise Unteachable(heading)
    indent, end = first[1], at + 1
    while end < len(lines) and lines[end].startswith(f"{indent}- "):
        end += 1
    before = "".join(lines[:end])
    before += "" if before.endswith("\n") else "\n"
    return before + "".join(f"{indent}- {each}\n" for each in added) + "".join(lines[end:])


def _diff(path: Path, text: str, taught: Sequence[Taught]) -> str:
    new = text
    by_key = sorted(((lesson.key, lesson, phrase) for lesson, phrase in taught), key=itemgetter(0))
    for _, some in groupby(by_key, key=itemgetter(0)):
        rows = list(some)
        lesson, phrases = rows[0][1], [phrase for _, _, phrase in rows]
        new = (
            with_ask(new, phrases)
            if lesson.of_the_pack
            else with_examples(new, lesson.key, phrases)
        )
    name = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
    return "".join(_ended(_compared(text, new, name)))


def _compared(old: str, new: str, name: str) -> Iterator[str]:
    lines = (old.splitlines(keepends=True), new.splitlines(keepends=True))
    return unified_diff(*lines, fromfile=f"a/{name}", tofile=f"b/{name}")


def _ended(lines: Iterator[str]) -> Iterator[str]:
    """A last line without an end has to say so, or nothing applies it."""
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
