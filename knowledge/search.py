"""Find policies, benefits, guides and figures by words: BM25 over character bigrams, synonyms folded first.

Character bigrams need no dictionary and never return nothing for a two-character word.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable

from knowledge.pack import AnyEntry, Benefit, Pack

K1, B = 1.2, 0.6
WEIGHTS = ((6, "title"), (3, "ask"), (2, "summary"))
WORD = re.compile(r"[a-z0-9]+|[\u4e00-\u9fff]+")


def grams(text: str) -> list[str]:
    """Bigrams of Chinese runs (a run of one character is itself), whole Latin words and numbers."""
    found: list[str] = []
    for run in WORD.findall(text.lower()):
        if run.isascii() or len(run) == 1:
            found.append(run)
        else:
            found += [run[i : i + 2] for i in range(len(run) - 1)]
    return found


def index_of(pack: Pack) -> Search:
    """The index of a pack in use, made anew when another takes its place; one for each language."""
    place = pack.original is not None
    known = _in_use.get(place)
    if known is None or known[0] is not pack:
        known = _in_use[place] = pack, Search(pack)
    return known[1]


class Search:
    """An index over one pack; build it once."""

    def __init__(self, pack: Pack) -> None:
        self.entries: list[AnyEntry] = list(pack.entries())
        self._synonyms = [
            (say, row["means"]) for row in pack.words.get("synonyms", ()) for say in row["say"]
        ]
        heard = {entry.id: entry for entry in pack.heard.entries()}
        self._documents = [self._document(entry, heard[entry.id]) for entry in self.entries]
        self._lengths = [sum(document.values()) for document in self._documents]
        self._mean = sum(self._lengths) / max(1, len(self._lengths))
        self._rarity = self._inverse_frequencies()

    def find(self, query: str, limit: int = 20, kinds: Iterable[str] = ()) -> list[AnyEntry]:
        """The entries that fit `query`, best first; `kinds` narrows to policy, benefit, guide, figure."""
        wanted = set(kinds)
        terms = Counter(grams(self._folded(query)))
        scored = [
            (self._score(index, terms), -index)
            for index, entry in enumerate(self.entries)
            if not wanted or entry.kind in wanted
        ]
        best = max(scored, default=(0.0, 0))[0]
        kept = [pair for pair in scored if pair[0] > 0 and pair[0] >= 0.15 * best]
        return [self.entries[-index] for _, index in sorted(kept, reverse=True)[:limit]]

    def _folded(self, query: str) -> str:
        meant = [means for say, means in self._synonyms if say in query]
        return " ".join([query, *meant])

    @staticmethod
    def _document(entry: AnyEntry, heard: AnyEntry) -> Counter[str]:
        """An entry in another language is found by its own words and by the Chinese ones."""
        document: Counter[str] = Counter()
        other = heard if heard is not entry else None
        aliases = " ".join(entry.aliases) if isinstance(entry, Benefit) else ""
        texts = {
            "title": f"{entry.title} {other.title if other else ''} {aliases} {entry.id}",
            "ask": " ".join(entry.ask),
            "summary": f"{entry.summary} {other.summary if other else ''}",
        }
        for weight, name in WEIGHTS:
            for gram in set(grams(texts[name])):
                document[gram] += weight
        return document

    def _inverse_frequencies(self) -> dict[str, float]:
        count = len(self._documents)
        frequencies = Counter(gram for document in self._documents for gram in document)
        return {g: math.log(1 + (count - n + 0.5) / (n + 0.5)) for g, n in frequencies.items()}

    def _score(self, index: int, terms: Counter[str]) -> float:
        document = self._documents[index]
        norm = K1 * (1 - B + B * self._lengths[index] / self._mean)
        return sum(
            self._rarity[term] * document[term] * (K1 + 1) / (document[term] + norm)
            for term in terms
            if term in document
        )


_in_use: dict[bool, tuple[Pack, Search]] = {}
