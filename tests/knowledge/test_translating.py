"""A pack in another language: what is said changes, what is heard and known by does not."""

from __future__ import annotations

from datetime import date

from knowledge.eligibility import screen
from knowledge.loading import load_pack
from knowledge.translating import CHINESE, sentences, translated

PACK = load_pack()


def shouted(text: str) -> str:
    return f"<{text}>"


def test_every_sentence_is_put_into_the_other_language_once() -> None:
    there = dict(sentences(translated(PACK, shouted)))

    assert there == {place: f"<{text}>" for place, text in sentences(PACK)}


def test_what_people_say_and_what_things_are_known_by_stays() -> None:
    there = translated(PACK, shouted)

    assert there.words is PACK.words
    assert there.alarms is PACK.alarms
    for entry in PACK.entries():
        other = there.entry(entry.id)
        assert other is not None
        assert other.ask == entry.ask
    assert [place.name for place in there.places] == [place.name for place in PACK.places]
    assert [option.value for option in there.facts["district"].options] == [
        option.value for option in PACK.facts["district"].options
    ]


def test_a_value_with_nothing_to_translate_is_the_same_object() -> None:
    figure = next(iter(PACK.facts.values()))

    assert translated(figure, lambda text: text) is figure
    assert translated(("A", 1), shouted) == ("A", 1)


def test_a_decision_is_the_same_in_either_language() -> None:
    facts = {"applicant": "resident", "age": 82, "district": "海州区", "local_hukou": True}
    day = date(2026, 11, 26)
    here = screen(PACK, facts, day)
    there = screen(translated(PACK, lambda text: CHINESE.sub("x", text)), facts, day)

    assert [(one.benefit.id, one.status) for one in here] == [
        (one.benefit.id, one.status) for one in there
    ]
