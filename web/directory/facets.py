"""What may be narrowed down and by how much, what is narrowed already, and the ways on where nothing is left.

Knows the words of the page and no HTML.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from knowledge.pack import Pack
from models.finding import Page
from models.kinds import CHILDCARE_TYPES, ELDERCARE_TYPES, Kind
from web.directory import labels, places
from web.directory.asking import Asked
from web.directory.saying import months
from web.i18n import gettext, language

RADII_KM = (1, 3, 5, 10)
WAYS_AT_MOST = 6
MONTHS_SAID = (*range(49), 54, 60, 66, 72)
Address = Mapping[str, Sequence[str]]


class Option(NamedTuple):
    """`left` is how many are left with it; None where nobody counted."""

    value: str
    label: str
    left: int | None
    chosen: bool


class Link(NamedTuple):
    label: str
    address: Address
    left: int | None = None


def options(asked: Asked, found: Page | None, pack: Pack) -> dict[str, list[Option]]:
    """By field; a value that leaves nothing is offered only where the list is short."""
    counts = found.counts if found else {}

    def of(name: str, choices: Iterable[tuple[Any, Any]], most: int = 99) -> list[Option]:
        counted, given = counts.get(name), asked.given.get(name, ())
        made = [
            Option(str(v), str(text), counted.get(v, 0) if counted is not None else None, str(v) in given)
            for v, text in choices
        ]  # fmt: skip
        return [each for each in made if len(made) <= most or each.left != 0 or each.chosen]

    kind = asked.criteria.get("kind")
    types = [t for t in ELDERCARE_TYPES + CHILDCARE_TYPES if kind in (None, t.kind)]
    districts = [p.name for p in pack.places if p.kind == "district"]
    streets = places.by_district(pack, asked.typed("district") or None)
    return {
        "type": of("type", [(each, labels.TYPES[each]) for each in types]),
        "district": of("district", [(each, each) for each in districts]),
        "street": of("street", [(s, s) for group in streets.values() for s in group], most=0),
        "ownership": of("ownership", labels.OWNERSHIPS.items()),
        "care_level": of("care_level", labels.CARE_LEVELS.items()),
        "tag": of("tag", labels.TAGS.items(), most=0),
        "radius_km": of("radius_km", [(km, within(km)) for km in RADII_KM]),
        "with_vacancy": of("with_vacancy", [(True, "")]),
        "open_now": of("open_now", [(True, "")]),
        "age_months": [
            Option(value, said, None, value == asked.typed("age_months"))
            for value, said in _ages(language())
        ],
    }


@lru_cache(maxsize=8)
def _ages(_language: str) -> Sequence[tuple[str, str]]:
    """Said once in each language: fifty sentences would be a good part of making a page."""
    return [(str(each), months(each)) for each in MONTHS_SAID]


def within(km: float) -> str:
    return gettext("%(km)s 公里以内", km=f"{km:g}")


def chips(asked: Asked) -> list[Link]:
    """Each criterion that narrows, with the address of the search without it."""
    return [Link(label, asked.without(*which)) for which, label in _said(asked)]


def _said(asked: Asked) -> Iterator[tuple[tuple[str, ...], str]]:
    wanted = asked.criteria
    if wanted.get("q"):
        yield ("q",), gettext("“%(words)s”", words=wanted["q"])
    yield from _places(asked)
    for name, words in CLOSED.items():
        if wanted.get(name):
            yield (name,), str(words[wanted[name]])  # type: ignore[literal-required]
    for name, said in NUMBERS.items():
        if wanted.get(name) is not None:
            yield (name,), said(wanted[name])  # type: ignore[literal-required]
    for tag in wanted.get("tag", ()):
        yield ("tag", tag), str(labels.TAGS.get(tag, tag))
    for name in YES:
        if wanted.get(name):
            yield (name,), str(labels.FIELDS[name])


def _places(asked: Asked) -> Iterator[tuple[tuple[str, ...], str]]:
    if asked.start:
        yield ("near",), gettext("离%(place)s近的", place=asked.start.said)
    near = asked.criteria.get("near")
    if near and near.radius_km is not None:
        yield ("radius_km",), within(near.radius_km)
    for name in ("district", "street"):
        if name in asked.given:
            yield (name,), asked.typed(name)


def _fee(most: Decimal | int) -> str:
    return gettext("最多 %(fee)s 元", fee=f"{most:f}".removesuffix(".00"))


def _age(count: int) -> str:
    return gettext("收%(age)s的", age=months(count))


NUMBERS: Mapping[str, Callable[[Any], str]] = {"age_months": _age, "max_fee": _fee}
YES = ("with_vacancy", "open_now")
CLOSED = {
    "type": labels.TYPES,
    "ownership": labels.OWNERSHIPS,
    "care_level": labels.CARE_LEVELS,
}


def sorts(asked: Asked) -> list[tuple[Link, bool]]:
    """Each order and whether it is the one in use."""
    wanted = asked.criteria
    now = wanted.get("sort") or "relevance"
    names = dict(labels.SORTS)
    if wanted.get("q"):
        names["relevance"] = labels.CLOSEST_WORDS
    if not wanted.get("near"):
        names.pop("distance")
    return [
        (Link(str(label), asked.address(sort=name)), name == now) for name, label in names.items()
    ]


def ways_on(asked: Asked, found: Page) -> list[Link]:
    """Where nothing is found: less of what costs most, then the places beside."""
    said = {which[0]: label for which, label in _said(asked)}
    names = {"near": "radius_km"}  # a radius is what a place to start from costs
    dropped = [
        Link(gettext("不限“%(what)s”", what=said[names.get(name, name)]), asked.without(names.get(name, name)), count)
        for name, count in sorted(found.without.items(), key=lambda each: -each[1])
        if names.get(name, name) in said
    ]  # fmt: skip
    return [*dropped, *_farther(asked, found), *_beside(asked, found)][:WAYS_AT_MOST]


def _farther(asked: Asked, found: Page) -> list[Link]:
    reached = [(km, n) for km, n in found.counts.get("radius_km", {}).items() if n]
    return [Link(within(km), asked.address(radius_km=km), n) for km, n in reached[:1]]


def _beside(asked: Asked, found: Page) -> Iterator[Link]:
    for name in ("street", "district"):
        if name in asked.given:
            there = sorted(found.counts.get(name, {}).items(), key=lambda each: -each[1])
            for place, count in there:
                moved = (
                    asked if name == "street" else replace(asked, given=asked.without("district"))
                )
                yield Link(place, moved.address(**{name: place}), count)


def kind_words(kind: str | None) -> str:
    if kind == Kind.ELDERCARE:
        return gettext("找养老")
    return gettext("找托育") if kind == Kind.CHILDCARE else gettext("找机构")
