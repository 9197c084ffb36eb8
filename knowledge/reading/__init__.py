"""Reads what people type: private numbers out, danger first, then facts, people and places.

Pure: the pack and the day are parameters. `Reader(pack)` is built once; the functions here keep one per pack.
"""

from __future__ import annotations

from datetime import date

from knowledge.pack import Pack
from knowledge.reading.masking import Masked, mask
from knowledge.reading.people import Person
from knowledge.reading.reader import Reader
from knowledge.reading.result import Ambiguity, Choice, Question, Reading, Span

__all__ = [
    "Ambiguity",
    "Choice",
    "Masked",
    "Person",
    "Question",
    "Reader",
    "Reading",
    "Span",
    "alarm",
    "mask",
    "perhaps",
    "read",
    "reader_of",
    "speaks_of",
    "wants_person",
]

_readers: dict[tuple[str, str], Reader] = {}
KEPT = 4  # packs in use at a time; an older one goes when a new version is loaded


def reader_of(pack: Pack) -> Reader:
    """The reader of a pack, kept by the pack's version: overlays change no words and no places."""
    pack = pack.heard
    if not pack.version:
        return Reader(pack)
    key = (pack.id, pack.version)
    if key not in _readers:
        while len(_readers) >= KEPT:
            _readers.pop(next(iter(_readers)))
        _readers[key] = Reader(pack)
    return _readers[key]


def read(text: str, pack: Pack, today: date) -> Reading:
    return reader_of(pack).read(text, today)


def alarm(text: str, pack: Pack, learned: bool = True) -> str | None:
    """`emergency`, `distress` or `fraud` where a text speaks of one, else None; by the rules alone if not `learned`."""
    reader = reader_of(pack)
    tidy = reader.normalise(text).text
    return reader.safety.alarm(tidy) if learned else reader.safety.ruled(tidy)


def perhaps(text: str, pack: Pack) -> str | None:
    """What a text without an alarm may be about all the same: `handoff` or a danger, else None."""
    reader = reader_of(pack)
    return reader.safety.perhaps(reader.normalise(text).text)


def speaks_of(kind: str, text: str, pack: Pack) -> bool:
    """Whether somebody tells of `mistreatment`, or it is an `insult`."""
    reader = reader_of(pack)
    return reader.safety.speaks_of(kind, reader.normalise(text).text)


def wants_person(text: str, pack: Pack) -> bool:
    """Whether somebody asks to speak to a human being."""
    reader = reader_of(pack)
    return reader.safety.wants_person(reader.normalise(text).text)
