"""Reads one message into facts, people, places and what is still to be asked, with the words of one pack.

Knows nothing of Flask, Rasa or the clock; the day is a parameter. Build once for a pack, then `read` is quick.
"""

from __future__ import annotations

from datetime import date

from knowledge.pack import Pack
from knowledge.reading import gathering, meaning
from knowledge.reading.finding import FactFinder
from knowledge.reading.mentions import Scene
from knowledge.reading.normalise import Normaliser
from knowledge.reading.people import People, persons
from knowledge.reading.places import Gazetteer
from knowledge.reading.result import Reading
from knowledge.reading.safety import Safety
from knowledge.reading.subject import Subjects


class Reader:
    """One pack's words, prepared."""

    def __init__(self, pack: Pack) -> None:
        words = pack.words
        self.normalise = Normaliser(words["misspellings"])
        self.safety = Safety(words["safety"], pack.alarms)
        self._gazetteer = Gazetteer(pack.places, words)
        self._people = People(words["relations"])
        self._facts = FactFinder(words, self._gazetteer)
        self._terms = meaning.Terms(pack)
        self._subjects = Subjects(words["sides"], self._terms.words_by_kind())
        self._prompts = words["questions"]

    def read(self, text: str, today: date) -> Reading:
        clean = self.normalise(text)
        said = clean.text
        named = self._people.find(said)
        located = self._gazetteer.find(said)
        found = self._facts.find(Scene(said, named), located, today)
        subject = self._subjects.judge(said, named, found)
        found = self._facts.suited(found, subject.audience)
        terms = self._terms.find(said)
        corrected = self._facts.corrects(said)
        where = gathering.where(located, corrected)
        childish = subject.side == "childcare" or any(m.fact.startswith("child_") for m in found)
        people = persons(said, named, found, childish, corrected)
        topics = meaning.values(terms, "topic")
        institution = subject.side if subject.audience == "provider" else None
        return Reading(
            text=text,
            clean=said,
            facts=gathering.facts(people, found, subject, where, topics),
            persons=people,
            spans=gathering.spans(clean, found, located, named, terms),
            side=subject.side,
            audience=subject.audience,
            facets=meaning.values(terms, "facet"),
            topics=topics,
            places=tuple(dict.fromkeys(one.place for one in located)),
            district=where.district,
            street=where.street,
            provider_kind=meaning.kind(terms) or institution,
            provider_types=meaning.values(terms, "provider_type"),
            ambiguous=self._terms.ambiguous(said, terms, subject),
            questions=gathering.questions(said, found, located, today, self._prompts),
            correction=corrected,
            nominal=any(m.nominal for m in found),
        )

    def fold(self, text: str) -> str:
        """The tidy text with everyday names replaced by the official ones."""
        return self._terms.fold(self.normalise(text).text)
