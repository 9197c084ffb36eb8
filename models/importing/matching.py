"""Which provider a row is about: by registration number first, then by name and place; and whom it resembles.

Reads what is there, writes nothing. A row that could be about several is refused rather than guessed; one
that only resembles another is left to a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from rapidfuzz import fuzz

from models import words
from models.importing.row import Row
from models.kinds import TYPE_WORDS, ProviderType

Key = tuple[str, ...]
ALIKE_AT_ONE_ADDRESS = 60  # of 100; below, two names at one address are two tenants
ALIKE_BY_PHONE = 75  # a chain has one number for all its houses
# What is in so many names that it tells nobody apart.
SHARED_BY_AT_MOST = 20  # a number or a door that more of them share tells nobody apart
COMMON = sorted(
    {word for named in TYPE_WORDS.values() for word in named}
    | {"有限责任公司", "有限公司", "养老服务", "托育服务", "服务中心", "中心", "连云港市", "连云港", "江苏省"},
    key=len,
    reverse=True,
)  # fmt: skip
COMMON_WORDS = re.compile("|".join(map(re.escape, COMMON)))
LEGAL_WORDS = re.compile(
    r"江苏省|连云港市?|(?:养老|托育|健康|护理)*(?:服务)?(?:管理)?有限(?:责任)?公司"
)
ABOVE_STREET = re.compile(r"^(?:[^省]{2,6}省)?(?:[^市]{2,6}市)?(?:[^区县]{1,6}[区县])?")


class Known(NamedTuple):
    """What has to be known about one that is there, or that an earlier row named."""

    id: UUID | None
    row: int | None
    number: str | None
    name: str
    alternate_name: str | None
    district: str
    address: str | None
    phone: str | None
    type: ProviderType


class _Holders:
    """Who has a name, a door or a number; by its hash, because a long list has very many of them."""

    def __init__(self) -> None:
        self._one: dict[int, Known] = {}
        self._more: dict[int, list[Known]] = {}

    def add(self, key: Key, known: Known) -> None:
        hashed = hash(key)
        if self._one.setdefault(hashed, known) is not known:
            self._more.setdefault(hashed, []).append(known)

    def of(self, key: Key) -> list[Known]:
        first = self._one.get(hash(key))
        return [] if first is None else [first, *self._more.get(hash(key), [])]


class Matcher:
    """The real providers of one kind, and the rows seen so far."""

    def __init__(self, providers: Iterable[Known]) -> None:
        self._by_number: dict[str, Known] = {}
        self._by_name = _Holders()
        self._everyone: list[Known] = []
        self._rows: dict[UUID, int] = {}  # which row was found to be about whom
        for provider in providers:
            self._add(provider)

    def match(self, row: Row) -> Known | None:
        """The one the row is about, or none; notes a problem where that is unclear."""
        this = _known(row)
        earlier = self._earlier(this)
        if earlier:
            row.trouble("name", f"与第 {earlier} 行是同一家：请只留一行，或填上各自的备案编号")
            return None
        found = self._by_number.get(this.number or "") or self._named(row, this)
        if found is not None and found.id is not None:
            self._rows[found.id] = row.number
        self._add(this, found)
        return found

    def similar(self, row: Row) -> Known | None:
        """An earlier row that a new one resembles, or one that is there; to be asked once all are matched."""
        this = _known(row)
        near: list[Known] = []
        for key in _likenesses(this):
            sharing = self._resembling.of(key)[:SHARED_BY_AT_MOST]
            near += [
                each
                for each in (self._as_of(row.number, one) for one in sharing)
                if (each.row or 0) < row.number and resemble(key[0], this, each)
            ]
        return max(near, key=lambda each: each.row or 0, default=None)

    def _as_of(self, number: int, known: Known) -> Known:
        """Whom an earlier row was about stands for that row."""
        row = self._row_of(known)
        return known if row is None or row >= number else known._replace(id=None, row=row)

    def _row_of(self, known: Known) -> int | None:
        return known.row if known.id is None else self._rows.get(known.id)

    def _named(self, row: Row, this: Known) -> Known | None:
        # By the id: two records that were made one lead to the same place.
        same = {each.id: each for key in _names(this) for each in self._by_name.of(key)}
        # With a number of its own the row is nobody who is registered under another.
        possible = [each for each in same.values() if each.id and _may_be(this, each)]
        if len(possible) > 1 and this.address:
            here = [each for each in possible if each.address and _door(each) == _door(this)]
            possible = here if len(here) == 1 else possible
        if len(possible) > 1:
            row.trouble("registration_number", "本区县有多家同名机构：请填备案编号以便区分")
            return None
        return possible[0] if possible else None

    def _earlier(self, this: Known) -> int | None:
        by_number = self._by_number.get(this.number or "")
        if by_number and (row := self._row_of(by_number)):
            return row
        same = self._by_name.of((this.district, words.compact(this.name)))
        rows = (self._row_of(each) for each in same if _may_be(this, each))
        return next(filter(None, rows), None)

    def _add(self, known: Known, found: Known | None = None) -> None:
        """What already leads to the one it was found to be is not kept a second time."""
        same = found if found is not None and found.number == known.number else None
        if known.number and not same:
            # The list's own row comes first: twice in one list is a fault of the list.
            self._by_number[known.number] = known
        for key in _names(known) - (_names(same) if same else set()):
            self._by_name.add(key, known)
        if same is None or not set(_likenesses(known)) <= set(_likenesses(same)):
            self._everyone.append(known)

    @cached_property
    def _resembling(self) -> _Holders:
        """Made when the first new row asks: a list that brings nobody new needs none of it."""
        holders = _Holders()
        for known in self._everyone:
            for key in _likenesses(known):
                holders.add(key, known)
        return holders


def identity(values: dict[str, Any]) -> str:
    """What a decision about a row is remembered by."""
    door = _street_and_number(values.get("address") or "")
    return "|".join((values["district"], words.compact(values["name"]), door))


def _known(row: Row) -> Known:
    said = row.values.get
    return Known(
        None, row.number, said("registration_number"), row.values["name"], said("alternate_name"),
        row.values["district"], said("address"), said("phone"),
        row.values["type"],
    )  # fmt: skip


def _may_be(this: Known, other: Known) -> bool:
    return not this.number or not other.number


def _names(known: Known) -> set[Key]:
    named = (known.name, known.alternate_name)
    return {(known.district, words.compact(name)) for name in named if name}


def _likenesses(known: Known) -> Iterator[Key]:
    for name in (known.name, known.alternate_name):
        core = _core(name or "")
        if len(core) > 1:
            # One who runs a home often runs a canteen of the same name beside it.
            yield "core", known.district, known.type, core
    if known.address and len(_door(known)) > 3:
        yield "door", known.district, _door(known)
    for number in (known.phone or "").split(" / "):
        if number:
            yield "phone", known.district, number


def alike_groups(places: Iterable[Known]) -> Iterator[tuple[str, list[Known]]]:
    """Those that share a name's core, a door or a number, and by which; not what so many share that it says nothing."""
    groups: dict[Key, list[Known]] = {}
    for known in places:
        for key in dict.fromkeys(_likenesses(known)):
            groups.setdefault(key, []).append(known)
    for key, some in groups.items():
        if 1 < len(some) <= SHARED_BY_AT_MOST:
            yield key[0], some


def resemble(by: str, this: Known, other: Known) -> bool:
    """Whether these two, who share that, may be one: not two that are registered under numbers of their own."""
    return _may_be(this, other) and _alike(by, this, other)


def _alike(by: str, this: Known, other: Known) -> bool:
    if by == "core":
        return True
    least = ALIKE_AT_ONE_ADDRESS if by == "door" else ALIKE_BY_PHONE
    return fuzz.ratio(_bare(this.name), _bare(other.name)) >= least


def _bare(name: str) -> str:
    return LEGAL_WORDS.sub("", words.compact(name))


def _core(name: str) -> str:
    return COMMON_WORDS.sub("", words.compact(name))


def _door(known: Known) -> str:
    return _street_and_number(known.address or "")


def _street_and_number(address: str) -> str:
    return ABOVE_STREET.sub("", words.compact(address)).split("号", 1)[0]
