"""What stands on the counter's screen: the people in front of it, what is known of the one looked at, what follows.

Read from the form and nowhere else; the fields are those of a case (`web.cases.filling`), so that one can be
opened with them. What follows from a fact is `knowledge`'s.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from knowledge.eligibility import Result, screen
from knowledge.errors import FactError
from knowledge.facts import check, derive
from knowledge.pack import FactSpec, Pack
from knowledge.questions import open_questions
from knowledge.reading import read
from web.cases import filling
from web.cases.filling import APART, Texts
from web.eligibility.hearing import Field

UNKNOWN = "unknown"  # `KEY-unknown`: the facts of a person that were asked and not known
ANSWER = "answer"  # one button, one answer: `KEY-FACT=VALUE`
GONE = "gone"  # one button: a chip, or a whole person, goes
HINTS = {
    "care_hint": "care_level"
}  # what is only guessed from a description, and what would settle it
ASKED_AT_ONCE = 6


@dataclass(frozen=True)
class Asked:
    """A question still open and how many results an answer may move."""

    spec: FactSpec
    name: str
    moves: int


@dataclass
class Sitting:
    """`current` is the key of the person looked at; `texts` and `unknown` are everybody's fields as typed."""

    texts: Texts = field(default_factory=dict)
    unknown: dict[str, set[str]] = field(default_factory=dict)
    current: str = ""
    near: str = ""  # the street or town somebody named, to begin looking for places from

    @property
    def keys(self) -> list[str]:
        """In the order in which they were told of, whichever the form has first."""
        return sorted(filling.keys(self.texts), key=lambda key: int(key[1:]))

    def given(self, fact: str) -> tuple[str, ...]:
        text = self.texts.get(f"{self.current}-{fact}", "")
        return tuple(part for part in text.split(APART) if part)

    def hidden(self) -> list[tuple[str, str]]:
        """The fields of all the others, and what a page of the current one has no field for."""
        own = f"{self.current}-"
        rest = [(n, v) for n, v in self._all() if not n.startswith(own)]
        kept = (f"{own}applicant", f"{own}label", f"{own}{UNKNOWN}")
        return [*rest, *((n, v) for n, v in self._all() if n in kept), *self._whole()]

    def everything(self) -> list[tuple[str, str]]:
        return [*self._all(), *self._whole()]

    def _whole(self) -> list[tuple[str, str]]:
        return [("person", self.current), ("near", self.near)]

    def _all(self) -> Iterable[tuple[str, str]]:
        for name, text in self.texts.items():
            for part in text.split(APART) if "-" in name else ():
                yield name, part
        for key, names in self.unknown.items():
            yield from ((f"{key}-{UNKNOWN}", name) for name in sorted(names))


def sent(pack: Pack, form: MultiDict[str, str]) -> Sitting:
    """The screen as it was sent, with the one button that was pressed."""
    texts = {n: t for n, t in filling.sent(pack, form).items() if "-" in n}
    keys = filling.keys(texts)
    unknown = {k: {n for n in form.getlist(f"{k}-{UNKNOWN}") if n in pack.facts} for k in keys}
    current = form.get("look", "") or form.get("person", "")
    sitting = Sitting(texts, unknown, current if current in keys else next(iter(keys), ""))
    near = form.get("near", "")
    sitting.near = near if any(near == place.name for place in pack.places) else ""
    _drop(sitting, form.get(GONE, ""))
    _answer(pack, sitting, form.get(ANSWER, ""))
    return sitting


def _drop(sitting: Sitting, name: str) -> None:
    for each in [n for n in sitting.texts if n == name or n.startswith(f"{name}-")] if name else ():
        del sitting.texts[each]
    if sitting.current not in sitting.keys:
        sitting.current = next(iter(sitting.keys), "")


def _answer(pack: Pack, sitting: Sitting, pressed: str) -> None:
    name, _, value = pressed.partition("=")
    key, _, fact = name.partition("-")
    if key not in sitting.keys or fact not in pack.facts:
        return
    sitting.current = key
    if value == UNKNOWN:
        sitting.unknown.setdefault(key, set()).add(fact)
    else:
        sitting.texts[name] = value


def hear(pack: Pack, sitting: Sitting, text: str, day: date) -> bool:
    """Take in a sentence; False where it tells of nobody and nothing."""
    before, reading = dict(sitting.texts), read(text, pack, day)
    if not reading.persons and not set(reading.facts) - {"applicant"}:
        return False  # 尊老金怎么领 asks after a policy
    more = filling.heard(pack, sitting.texts, text, day)
    if more == before:
        more = _of_the_current(pack, sitting, text, day)
    sitting.texts = more
    sitting.near = reading.street or sitting.near
    changed = [n.partition("-")[0] for n in more if more[n] != before.get(n)]
    if sitting.current not in sitting.keys or (changed and sitting.current not in changed):
        sitting.current = next(iter(changed), sitting.current)
    return more != before


def _of_the_current(pack: Pack, sitting: Sitting, text: str, day: date) -> Texts:
    """A sentence that names nobody (海州 农村户口) is about the person looked at."""
    applicant = sitting.texts.get(f"{sitting.current}-applicant")
    if not applicant:
        return sitting.texts
    facts = read(text, pack, day).facts
    fitting = [s for s in filling.askable(pack, applicant) if s.id in facts]
    own = {f"{sitting.current}-{s.id}": filling.as_text(s, facts[s.id]) for s in fitting}
    return {**sitting.texts, **own}


@dataclass(frozen=True)
class Standing:
    """What follows for the person looked at."""

    facts: Mapping[str, Any]  # as the engine took them
    derived: Mapping[str, Any]
    results: tuple[Result, ...]
    asked: tuple[Asked, ...]
    fields: tuple[Field, ...]
    wrong: Mapping[str, str]


def standing(pack: Pack, sitting: Sitting, day: date) -> Standing | None:
    """None while nobody is there. A fact that cannot be is left out, and said beside its chip."""
    key = sitting.current
    if not key:
        return None
    own = {n: t for n, t in sitting.texts.items() if n.startswith(f"{key}-")}
    done = filling.filled(pack, own, day, agreed=True)
    wrong = {n: says for n, says in done.wrong.items() if n.startswith(f"{key}-")}
    known = done.people[0].facts(pack, day) if done.people else {}
    facts = _without_faults(pack, known, day)
    asked = {**facts, **{n: None for n in sitting.unknown.get(key, ()) if n not in facts}}
    results = screen(pack, asked, day)
    fields = tuple(_fields(pack, sitting, wrong))
    return Standing(
        facts,
        derive(check(facts, pack.facts), day),
        results,
        tuple(_asked(pack, key, asked, results, fields)),
        fields,
        wrong,
    )


def _without_faults(pack: Pack, known: Mapping[str, Any], day: date) -> dict[str, Any]:
    left = dict(known)
    while True:
        try:
            derive(check(left, pack.facts), day)
            return left
        except FactError as fault:
            if left.pop(fault.fact, None) is None:
                return {"applicant": known["applicant"]}


def _asked(
    pack: Pack,
    key: str,
    facts: Mapping[str, Any],
    results: tuple[Result, ...],
    fields: Collection[Field],
) -> Iterable[Asked]:
    """What has a field already, if only with something wrong in it, is mended there."""
    mended = {each.spec.id for each in fields}
    open_ = [s for s in open_questions(pack, facts, results) if s.id not in mended]
    for spec in open_[:ASKED_AT_ONCE]:
        yield Asked(spec, f"{key}-{spec.id}", sum(spec.id in each.asks for each in results))


def _fields(pack: Pack, sitting: Sitting, wrong: Mapping[str, str]) -> Iterable[Field]:
    key = sitting.current
    for spec in filling.askable(pack, sitting.texts[f"{key}-applicant"]):
        name = f"{key}-{spec.id}"
        given = sitting.given(spec.id)
        if given or name in wrong:
            yield Field(spec, name, given, wrong.get(name, ""))
