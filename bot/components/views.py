"""Two ways to look at a sentence: with everyday names made official, and without the words of how and where.

"尊老金去哪办" and "长护险去哪办" share more characters than two questions about 尊老金 do; the second view leaves
only what they are about. Knows the pack's words, nothing of classes.
"""

from __future__ import annotations

from collections.abc import Callable

from knowledge.pack import Pack
from knowledge.reading import reader_of
from knowledge.reading.normalise import plain
from knowledge.reading.phrases import Phrases


class Views:
    """The views of one pack; the first is also what the search looks at."""

    def __init__(self, pack: Pack) -> None:
        self._fold = reader_of(pack).fold
        words = (plain(word) for said in pack.words["facets"].values() for word in said)
        self._facets = Phrases((word, None) for word in words)

    def whole(self, text: str) -> str:
        return self._fold(text)

    def topic_only(self, text: str) -> str:
        text = self._fold(text)
        for found in reversed(self._facets.longest(text)):
            text = f"{text[: found.start]} {text[found.end :]}"
        return text.strip()

    def all(self) -> tuple[Callable[[str], str], ...]:
        return self.whole, self.topic_only
