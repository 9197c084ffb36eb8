"""What a message is about: topics by their everyday names, which side of a matter is asked, types of provider,
and words that could mean several things. Knows the pack's words, nothing of the person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.pack import Pack
from knowledge.reading.normalise import plain
from knowledge.reading.phrases import Phrases
from knowledge.reading.result import Ambiguity, Choice
from knowledge.reading.subject import Subject

CHILDCARE_TYPES = frozenset(
    [
        "nursery",
        "nursery_class",
        "family_nursery",
        "guidance_centre",
        "parent_child_house",
        "nursing_room",
    ]
)


@dataclass(frozen=True)
class Term:
    """A stretch of the tidy text that names a `topic`, a `facet` or a `provider_type`."""

    entity: str
    value: str
    start: int
    end: int


class Terms:
    """The naming words of one pack."""

    def __init__(self, pack: Pack) -> None:
        words = pack.words
        self._types: Mapping[str, list[str]] = words["provider_types"]
        self._lists = {
            "topic": Phrases(_topics(pack)),
            "facet": _by_key(words["facets"]),
            "provider_type": _by_key(self._types),
        }
        self._synonyms = Phrases(
            (say, row["means"]) for row in words["synonyms"] for say in map(plain, row["say"])
        )
        self._ambiguous = Phrases((row["word"], _ambiguity(row)) for row in words["ambiguous"])

    def find(self, text: str) -> list[Term]:
        return [
            Term(entity, one.what, one.start, one.end)
            for entity, phrases in self._lists.items()
            for one in phrases.longest(text)
        ]

    def words_by_kind(self) -> dict[str, list[str]]:
        """Names of provider types, by the side they are on."""
        found: dict[str, list[str]] = {"eldercare": [], "childcare": []}
        for name, words in self._types.items():
            found[kind_of(name)] += words
        return found

    def fold(self, text: str) -> str:
        """The text with everyday names replaced by the official ones."""
        for one in reversed(self._synonyms.longest(text)):
            if one.what not in text:
                text = text[: one.start] + one.what + text[one.end :]
        return text

    def ambiguous(
        self, text: str, terms: Iterable[Term], subject: Subject
    ) -> tuple[Ambiguity, ...]:
        """What still has to be asked: nothing where another word has named the matter."""
        covered = [term for term in terms if term.entity != "facet"]
        if any(term.entity == "topic" for term in covered):
            return ()
        found = []
        for one in self._ambiguous.longest(text):
            if any(t.start <= one.start and one.end <= t.end for t in covered):
                continue
            choices = _fitting(one.what.choices, subject)
            if len(choices) > 1:
                found.append(Ambiguity(one.what.word, one.what.question, choices))
        return unique(found)


def kind_of(provider_type: str) -> str:
    return "childcare" if provider_type in CHILDCARE_TYPES else "eldercare"


def kind(terms: Iterable[Term]) -> str | None:
    """The one kind of provider that the types named belong to."""
    kinds = {kind_of(term.value) for term in terms if term.entity == "provider_type"}
    return kinds.pop() if len(kinds) == 1 else None


def values(terms: Iterable[Term], entity: str) -> tuple[str, ...]:
    return unique(term.value for term in terms if term.entity == entity)


def unique(found: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(found))


def _fitting(choices: tuple[Choice, ...], subject: Subject) -> tuple[Choice, ...]:
    """The choices left by what is already known; all of them where nothing is."""
    if subject.audience in ("provider", "worker"):
        own = tuple(c for c in choices if c.side == subject.audience)
        if own:
            return own
    return tuple(c for c in choices if subject.side in (None, c.side))


def _by_key(words: Mapping[str, Iterable[str]]) -> Phrases[str]:
    return Phrases((plain(word), key) for key, all_ in words.items() for word in all_)


def _topics(pack: Pack) -> list[tuple[str, str]]:
    """Everyday names, then the names and aliases of the benefits themselves."""
    named = [(plain(say), row["topic"]) for row in pack.words["synonyms"] for say in row["say"]]
    for benefit in pack.benefits.values():
        if benefit.topic:
            names = (benefit.title, *benefit.aliases)
            named += [(plain(name).replace(" ", ""), benefit.topic) for name in names]
    return named


def _ambiguity(row: Mapping[str, Any]) -> Ambiguity:
    choices = tuple(Choice(**choice) for choice in row["choices"])
    return Ambiguity(row["word"], row["question"], choices)
