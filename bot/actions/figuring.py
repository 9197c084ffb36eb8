"""Which of the many figures a question asks for, by its own words. Knows no topic but theirs."""

from __future__ import annotations

from datetime import date

from knowledge.answering import answer_entries
from knowledge.pack import AnyEntry, Pack
from knowledge.replies import Answer
from knowledge.search import index_of

FIGURES = "city_figures"  # one topic for all figures: what tells them apart is what they count
SHOWN, LOOKED_AT = 3, 12


def figures(text: str, pack: Pack, day: date, side: str | None = None) -> Answer:
    """The figure that fits best, what it belongs to, and the next best as cards."""
    return answer_entries(pack, _found(text, pack, side), day, topic=pack.topics[FIGURES])


def _found(text: str, pack: Pack, side: str | None) -> list[AnyEntry]:
    """Those of the side asked about, where there is one and it has any."""
    found = index_of(pack).find(text, LOOKED_AT, ("figure",)) or list(pack.on_topic(FIGURES))[:1]
    fitting = [each for each in found if side is None or each.side in (side, "both")]
    return (fitting or found)[:SHOWN]
